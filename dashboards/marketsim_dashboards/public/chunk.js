// Six hours of both worlds: who is where at each tick, the ways between, and what happens.

import {unpack} from "./packed.js";

export const SIDES = ["left", "right"];
export const ABSENT = 65535;
const EVENT = ["tick", "kind", "cause", "cell", "severity", "actorKind", "actor", "targetKind", "target"];

export class Chunk {
  constructor(view) {
    const {about, arrays} = unpack(view);
    Object.assign(this, about);
    this.kinds = Object.keys(arrays).filter((name) => name.startsWith("left.") && name.endsWith(".number"))
      .map((name) => name.split(".")[1]);
    this.layers = Object.keys(arrays).filter((name) => name.startsWith("left.heat.")).map((name) => name.slice(10));
    this.worlds = SIDES.map((side) => ({
      agents: Object.fromEntries(this.kinds.map((kind) => [kind, agents(arrays, `${side}.${kind}`, this.ticks)])),
      events: events(arrays[`${side}.events`], this.ticks),
      heat: Object.fromEntries(this.layers.map((layer) => [layer, arrays[`${side}.heat.${layer}`].data])),
      rooms: about[side].rooms,
      days: about[side].days,
    }));
  }
}

function agents(arrays, name, ticks) {
  const number = arrays[`${name}.number`].data;
  const walk = arrays[`${name}.walk`];
  const many = number.length;
  const walkAt = new Int32Array(ticks * many).fill(-1);
  const wide = walk.shape[1];
  for (let row = 0; row < walk.shape[0]; row += 1) {
    walkAt[walk.data[row * wide] * many + walk.data[row * wide + 1]] = row * wide + 2;
  }
  return {number, many, cell: arrays[`${name}.cell`].data, state: arrays[`${name}.state`].data,
    walk: walk.data, walkAt, waypoints: wide - 2};
}

function events({shape, data}, ticks) {
  const at = Array.from({length: ticks}, () => []);
  for (let row = 0; row < shape[0]; row += 1) {
    const event = {};
    EVENT.forEach((name, column) => { event[name] = data[row * shape[1] + column]; });
    if (at[event.tick]) at[event.tick].push(event);
  }
  return at;
}

// Where somebody is between two ticks: [cell before, cell after, how far from one to the other] or nothing.
export function between(kind, agent, tick, part) {
  const here = kind.cell[tick * kind.many + agent];
  const there = kind.cell[(tick + 1) * kind.many + agent];
  if (here === ABSENT || there === ABSENT) {
    const cell = part < 0.5 ? here : there;
    return cell === ABSENT ? null : [cell, cell, 0];
  }
  const way = here === there ? -1 : kind.walkAt[tick * kind.many + agent];
  if (way < 0) return [here, there, part];
  const stretch = part * (kind.waypoints + 1);
  const first = Math.min(Math.floor(stretch), kind.waypoints);
  const stop = (index) => (index === 0 ? here : index > kind.waypoints ? there : kind.walk[way + index - 1]);
  return [stop(first), stop(first + 1), stretch - first];
}
