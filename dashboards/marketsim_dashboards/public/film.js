// The replayed history from above: one month at a time, as heat over the map as it was.

import {drawGround, paletteOf, placesOn, View} from "./ground.js";
import {Heat} from "./heat.js";
import {looksOf} from "./looks.js";
import {unpack} from "./packed.js";

const USUAL = 0.95;  // of the months' strongest spots are paler than the darkest colour
const WHOLE = 255;

export async function readFilm(root) {
  const answer = await fetch(`${root}/replay.bin`);
  return answer.ok ? unpack(new Uint8Array(await answer.arrayBuffer())) : null;
}

export class Film {
  constructor(ground, {about, arrays}, canvas, rooms) {
    Object.assign(this, {ground, about, canvas, rooms});
    const {edge} = about;
    const whole = (metres) => Math.ceil(metres / edge) * edge;
    const cells = {x: arrays.x.data, y: arrays.y.data};
    this.heat = new Heat({edge, wide: whole(ground.wide), high: whole(ground.high), cells});
    this.frames = arrays.film.data;
    [this.months, , this.squares] = arrays.film.shape;
    this.scales = {};
    this.view = new View(ground);
    this.below = document.createElement("canvas");
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(canvas);
    this.repaint = () => this.show(this.month, this.layer);
    window.addEventListener("marketsim-colours", this.repaint);
  }

  close() {
    this.observer.disconnect();
    window.removeEventListener("marketsim-colours", this.repaint);
  }

  date(month) {
    const [year, first] = this.about.start.split("-").map(Number);
    return new Date(Date.UTC(year, first - 1 + month, 1));
  }

  resize() {
    const {width, height} = this.canvas.getBoundingClientRect();
    if (!width) return;
    this.ratio = Math.min(2, window.devicePixelRatio || 1);
    for (const one of [this.canvas, this.below]) {
      one.width = Math.round(width * this.ratio);
      one.height = Math.round(height * this.ratio);
    }
    this.view.fit(width, height);
    this.drawn = "";
    this.show(this.month, this.layer);
  }

  chunk(month, layer) {
    const begin = (month * this.about.layers.length + this.about.layers.indexOf(layer)) * this.squares;
    const heat = {[layer]: this.frames.subarray(begin, begin + this.squares)};
    return {index: month, most: {[layer]: WHOLE}, worlds: [{heat}]};
  }

  raster(month, layer) { return this.heat.raster(this.chunk(month, layer), 0, layer); }

  // How much the darkest colour stands for: the same in every month.
  scale(layer) {
    if (!this.scales[layer]) {
      const most = Array.from({length: this.months}, (_, month) =>
        this.raster(month, layer).reduce((one, other) => Math.max(one, other), 0)).sort((one, other) => one - other);
      this.scales[layer] = most[Math.floor(USUAL * (most.length - 1))] || most[most.length - 1] || 1;
    }
    return this.scales[layer];
  }

  drawBelow(dark, month) {
    const day = this.date(month).toISOString().slice(0, 10);
    const places = placesOn(this.rooms, day);
    const key = JSON.stringify([dark, places.map((one) => one.name + one.opened)]);
    if (key === this.drawn) return;
    this.drawn = key;
    const pen = this.below.getContext("2d");
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    drawGround(pen, this.view, {...this.ground, places}, paletteOf(dark), {names: true});
  }

  show(month, layer) {
    Object.assign(this, {month, layer});
    if (!layer || !this.ratio) return;
    const dark = document.documentElement.dataset.dark === "yes";
    this.drawBelow(dark, month);
    const pen = this.canvas.getContext("2d");
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.drawImage(this.below, 0, 0);
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    const [soft, most, colour] = [this.raster(month, layer), this.scale(layer), looksOf(dark).heat];
    this.heat.put(pen, this.view, this.heat.picture(`${month}.${layer}.${colour}`, (pixels) => {
      soft.forEach((value, at) => pixels.set([...colour, 225 * Math.sqrt(Math.min(1, value / most))], at * 4));
    }));
  }
}
