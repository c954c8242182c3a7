// Two maps with one view: drawn every frame, moved and zoomed together by mouse, touch and keyboard.

import {drawGround, paletteOf, placesOn, View} from "./ground.js";
import {Heat} from "./heat.js";
import {looksOf} from "./looks.js";
import {drawAgents, drawEvents, markStreet, place} from "./scene.js";
import {theatre} from "./theatre.js";

let known;
export const readGround = (root) => (known ||= fetch(`${root}/map.json`).then((answer) => answer.json()));

const NEAR = 16;
const STEP = 60;

export class Maps {
  constructor(ground, canvases, shown, told) {
    Object.assign(this, {ground, canvases, shown, told});
    this.view = new View(ground);
    this.heat = new Heat(ground);
    this.followed = null;
    this.street = -1;
    this.day = "";
    this.places = [];
    this.difference = false;
    this.last = performance.now();
    this.gaps = [];
    this.grounds = canvases.map(() => document.createElement("canvas"));
    this.stopListening = canvases.map((canvas) => this.listen(canvas));
    this.observer = new ResizeObserver(() => this.resize());
    canvases.forEach((canvas) => this.observer.observe(canvas));
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.resize();
    this.frame = requestAnimationFrame((now) => this.draw(now));
  }

  get dark() { return document.documentElement.dataset.dark === "yes"; }

  close() {
    cancelAnimationFrame(this.frame);
    this.observer.disconnect();
    this.stopListening.forEach((stop) => stop());
    this.closed = true;
  }

  resize() {
    this.ratio = Math.min(2, window.devicePixelRatio || 1);
    for (const canvas of this.canvases) {
      const {width, height} = canvas.getBoundingClientRect();
      if (!width) continue;
      canvas.width = Math.round(width * this.ratio);
      canvas.height = Math.round(height * this.ratio);
      this.view.fit(width, height);
    }
    this.stale = true;
  }

  zoom(by) { this.view.zoomTo(this.view.zoom * by); this.stale = true; }

  all() { this.view.zoomTo(1); this.stale = true; }

  move(px, py) {
    this.view.x += px / this.view.scale;
    this.view.y -= py / this.view.scale;
    this.view.fit(this.view.width, this.view.height);
    this.stale = true;
  }

  repaint() { this.stale = true; }

  // The ground is drawn again only on days on which a place has come or gone.
  showDay(day) {
    if (day === this.day) return;
    const places = placesOn(this.ground.places, day);
    this.stale ||= places.length !== this.places.length || places.some((one, at) => one !== this.places[at]);
    Object.assign(this, {day, places});
  }

  drawGrounds() {
    const key = JSON.stringify([this.dark, this.shown.names, this.shown.zone, this.shown.target, this.shown.sectors]);
    if (!this.stale && key === this.groundKey) return;
    this.stale = false;
    this.groundKey = key;
    this.canvases.forEach((canvas, which) => {
      const below = this.grounds[which];
      below.width = canvas.width;
      below.height = canvas.height;
      const pen = below.getContext("2d");
      pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
      drawGround(pen, this.view, {...this.ground, places: this.places}, paletteOf(this.dark), this.shown);
    });
  }

  draw(now) {
    if (this.closed) return;
    const gap = now - this.last;
    this.last = now;
    if (this.gaps.push(gap) > 600) this.gaps.shift();
    const waiting = theatre.advance(gap);
    this.told.waiting(waiting > 700);
    this.drawGrounds();
    const chunk = theatre.chunk(theatre.index);
    this.canvases.forEach((canvas, which) => {
      if (!canvas.width) return;
      const pen = canvas.getContext("2d");
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.drawImage(this.grounds[which], 0, 0);
      pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
      if (chunk) this.drawWorld(pen, chunk, which);
    });
    this.frame = requestAnimationFrame((then) => this.draw(then));
  }

  drawWorld(pen, chunk, which) {
    const looks = looksOf(this.dark);
    const at = theatre.tick - chunk.index * theatre.ticksAChunk;
    const tick = Math.min(chunk.ticks - 1, Math.max(0, Math.floor(at)));
    const part = this.still.matches ? 0 : Math.min(1, at - tick);
    const layer = this.shown.heat;
    if (this.difference) {
      this.heat.drawDifference(pen, this.view, chunk, layer || chunk.layers[0], looks.left, looks.right);
      return;
    }
    if (layer) this.heat.draw(pen, this.view, chunk, which, layer, looks.heat);
    if (this.street >= 0) markStreet(pen, this.view, this.ground, this.street, looks);
    if (this.followed) this.keepInView(chunk, tick, part);
    drawAgents(pen, this.view, this.ground, chunk, which, tick, part, looks, this.shown, this.followed);
    if (this.shown.events) drawEvents(pen, this.view, this.ground, theatre, which, looks);
  }

  keepInView(chunk, tick, part) {
    if (this.view.zoom < 1.3) return;
    const at = this.whereIs(chunk, 0, tick, part) || this.whereIs(chunk, 1, tick, part);
    if (!at) return;
    const [x, y] = this.view.at(...at);
    const margin = 60;
    if (x < margin || y < margin || x > this.view.width - margin || y > this.view.height - margin) {
      [this.view.x, this.view.y] = at;
      this.view.fit(this.view.width, this.view.height);
      this.stale = true;
    }
  }

  whereIs(chunk, which, tick, part) {
    const kind = chunk.worlds[which].agents[this.followed.kind];
    const index = kind ? kind.number.indexOf(this.followed.number) : -1;
    return index < 0 ? null : place(this.ground, kind, index, tick, part);
  }

  // Whoever stands nearest to a point of the map, or the street there.
  pick(which, px, py) {
    const chunk = theatre.chunk(theatre.index);
    if (!chunk) return;
    const at = theatre.tick - chunk.index * theatre.ticksAChunk;
    const tick = Math.min(chunk.ticks - 1, Math.floor(at));
    let best = {far: NEAR};
    for (const name of chunk.kinds) {
      if (this.shown[name] === false) continue;
      const kind = chunk.worlds[which].agents[name];
      for (let index = 0; index < kind.many; index += 1) {
        const found = place(this.ground, kind, index, tick, at - tick);
        if (!found) continue;
        const [x, y] = this.view.at(...found);
        const far = Math.hypot(x - px, y - py) - (name === "people" ? 0 : 4);
        if (far < best.far) best = {far, kind: name, number: kind.number[index]};
      }
    }
    if (best.kind) this.follow({kind: best.kind, number: best.number});
    else this.pickStreet(px, py);
  }

  pickStreet(px, py) {
    const [mx, my] = this.view.metres(px, py);
    const {x, y, street} = this.ground.cells;
    let best = {far: 14, street: -1};
    for (let cell = 0; cell < x.length; cell += 1) {
      const far = Math.hypot(x[cell] - mx, y[cell] - my);
      if (far < best.far) best = {far, street: street[cell]};
    }
    this.follow(best.street >= 0 ? {street: best.street} : null);
  }

  follow(whom) {
    this.followed = whom && whom.kind ? whom : null;
    this.street = whom && whom.street >= 0 ? whom.street : -1;
    this.told.picked(whom);
  }

  listen(canvas) {
    const which = this.canvases.indexOf(canvas);
    const held = new Map();
    let moved = 0;
    let spread = 0;
    const on = {
      wheel: (event) => {
        if (!event.ctrlKey && !event.metaKey && this.view.zoom === 1 && event.deltaY > 0) return;
        event.preventDefault();
        const box = canvas.getBoundingClientRect();
        this.view.zoomTo(this.view.zoom * Math.exp(-event.deltaY / 400), event.clientX - box.left, event.clientY - box.top);
        this.stale = true;
      },
      pointerdown: (event) => {
        held.set(event.pointerId, event);
        canvas.setPointerCapture(event.pointerId);
        moved = 0;
      },
      pointermove: (event) => {
        const before = held.get(event.pointerId);
        if (!before) return;
        const step = [event.clientX - before.clientX, event.clientY - before.clientY];
        moved += Math.hypot(...step);
        held.set(event.pointerId, event);
        if (held.size === 2) {
          const [one, other] = [...held.values()];
          const now = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
          if (spread) this.zoom(now / spread);
          spread = now;
        } else if (this.view.zoom > 1) this.move(-step[0], -step[1]);
      },
      pointerup: (event) => {
        held.delete(event.pointerId);
        spread = 0;
        const box = canvas.getBoundingClientRect();
        if (moved < 5) this.pick(which, event.clientX - box.left, event.clientY - box.top);
      },
      pointercancel: (event) => { held.delete(event.pointerId); spread = 0; },
      dblclick: (event) => {
        const box = canvas.getBoundingClientRect();
        this.view.zoomTo(this.view.zoom * 1.8, event.clientX - box.left, event.clientY - box.top);
        this.stale = true;
      },
      keydown: (event) => {
        const keys = {ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP]};
        if (keys[event.key]) this.move(...keys[event.key]);
        else if (event.key === "+" || event.key === "=") this.zoom(1.4);
        else if (event.key === "-") this.zoom(1 / 1.4);
        else if (event.key === "0") this.all();
        else if (event.key === "Enter") this.pick(which, this.view.width / 2, this.view.height / 2);
        else return;
        event.preventDefault();
      },
    };
    Object.entries(on).forEach(([name, listener]) => canvas.addEventListener(name, listener, {passive: false}));
    return () => Object.entries(on).forEach(([name, listener]) => canvas.removeEventListener(name, listener));
  }

  // Both maps beside each other as a picture, with their titles and where the map is from.
  picture(titles, below) {
    const [one] = this.canvases;
    const wide = this.canvases.filter((canvas) => canvas.width).length;
    const sheet = document.createElement("canvas");
    const head = 44 * this.ratio;
    sheet.width = one.width * wide + 24 * (wide - 1);
    sheet.height = one.height + head + 34 * this.ratio;
    const pen = sheet.getContext("2d");
    pen.fillStyle = this.dark ? "#101215" : "#ffffff";
    pen.fillRect(0, 0, sheet.width, sheet.height);
    pen.fillStyle = this.dark ? "#f0ede6" : "#1d2126";
    pen.textBaseline = "middle";
    this.canvases.filter((canvas) => canvas.width).forEach((canvas, which) => {
      const left = which * (one.width + 24);
      pen.font = `600 ${17 * this.ratio}px system-ui, sans-serif`;
      pen.fillText(titles[which], left + 8, head / 2);
      pen.drawImage(canvas, left, head);
    });
    pen.font = `${12 * this.ratio}px system-ui, sans-serif`;
    pen.fillText(below, 8, sheet.height - 17 * this.ratio);
    return sheet;
  }
}
