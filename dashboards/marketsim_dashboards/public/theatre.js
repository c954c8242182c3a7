// The clock of a page and what it knows of the story: one theatre for all components of a page.

import {Chunk} from "./chunk.js";
import {inflate} from "./packed.js";

const AHEAD = 2;
const KEPT = 60;
const PATIENCE = 8000; // ms after which a chunk that has not come is asked for again

class Theatre {
  constructor() {
    this.listeners = {};
    this.kept = {};
    this.open("", 0, 72, 288);
    this.playing = false;
    this.speed = 12;
    this.end = Infinity; // the tick at which the run is over
  }

  get ended() { return this.tick >= this.end; }

  // Another story, or the same one elsewhere; what was known of its days may be kept by the caller.
  open(key, tick, ticksAChunk, ticksADay) {
    Object.assign(this, {key, tick, ticksAChunk, ticksADay});
    this.former = this.chunks && this.chunks.size ? this.chunks : this.former || new Map();
    this.chunks = new Map();
    this.asked = new Map();
    this.days = new Map();
    this.measures = [];
    this.waiting = 0;
    this.askedDays = -1;
    this.tell("opened");
  }

  on(what, listener) {
    (this.listeners[what] ||= new Set()).add(listener);
    (this.kept[what] || []).forEach((more) => listener(...more));
    delete this.kept[what];
    return () => this.listeners[what].delete(listener);
  }

  tell(what, ...more) {
    const listeners = this.listeners[what] || new Set();
    // A command that comes before there is a player waits for one.
    if (what === "command" && !listeners.size) (this.kept[what] ||= []).push(more);
    for (const listener of listeners) listener(...more);
  }

  // At the very end the last chunk and the last day are still shown.
  get index() { return Math.floor(Math.min(this.tick, this.end - 1e-6) / this.ticksAChunk); }

  get day() { return Math.floor(Math.min(this.tick, this.end - 1e-6) / this.ticksADay); }

  // What is known of a chunk; until the new story begins to arrive, what was known of the one before.
  chunk(index) { return this.chunks.get(index) || (this.former && this.former.get(index)); }

  seek(tick) {
    this.tick = Math.min(Math.max(0, tick), this.end);
    this.asked.clear();
    this.want();
    this.tell("seek");
  }

  want() {
    if (!this.key) return;
    // What is on the page now comes first; whatever else is wanted waits until it is there.
    const here = this.chunks.has(this.index);
    const ahead = this.playing && here ? AHEAD : 0;
    const now = performance.now();
    for (const [index, since] of this.asked) if (now - since > PATIENCE) this.asked.delete(index);
    for (let index = this.index; index <= this.index + ahead && index * this.ticksAChunk < this.end; index += 1) {
      if (!this.chunks.has(index) && !this.asked.has(index) && this.asked.size <= ahead) {
        this.asked.set(index, now);
        this.tell("want", index);
      }
    }
    if (here && this.day > 0 && !this.days.has(this.day - 1) && this.askedDays !== this.day) {
      this.askedDays = this.day;
      this.tell("wantDays", this.day);
    }
  }

  async receive(key, squeezed) {
    if (key !== this.key) return;
    const view = await inflate(squeezed);
    if (key !== this.key) return;
    const chunk = new Chunk(view);
    this.asked.delete(chunk.index);
    this.chunks.set(chunk.index, chunk);
    this.former = null;
    chunk.worlds[0].days.forEach((one, at) => this.keepDay(one.day, one, chunk.worlds[1].days[at]));
    for (const index of this.chunks.keys()) {
      if (this.chunks.size > KEPT && Math.abs(index - this.index) > AHEAD) this.chunks.delete(index);
    }
    this.tell("received", chunk);
    this.want();
  }

  keepDay(day, left, right) {
    this.days.set(day, [left, right]);
    this.tell("days");
  }

  // Let time pass; returns how long the clock has been waiting for the model, ms.
  advance(milliseconds) {
    const last = this.tick;
    if (this.playing && this.chunks.has(this.index)) {
      const next = this.tick + (this.speed * Math.min(milliseconds, 250)) / 1000;
      const border = (this.index + 1) * this.ticksAChunk;
      if (next >= this.end) this.tick = this.end;
      else this.tick = next < border || this.chunks.has(this.index + 1) ? next : border - 1e-6;
    }
    if (this.playing && this.ended) {
      this.playing = false;
      this.tell("ended");
    }
    const stuck = !this.chunks.has(this.index) || (this.playing && this.tick - last < 1e-5);
    this.waiting = this.key && stuck ? this.waiting + milliseconds : 0;
    if (this.waiting > PATIENCE) {
      this.waiting -= PATIENCE / 4;
      this.askedDays = -1;
      this.want();
    }
    if (Math.floor(last) !== Math.floor(this.tick)) {
      this.want();
      this.tell("tick");
    }
    return this.waiting;
  }
}

export const theatre = new Theatre();
