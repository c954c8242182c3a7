// One world at one moment: heat, people, dealers, officers and what happens, painted over the ground.

import {between} from "./chunk.js";
import {agent, KINDS, mark, MARK_OF} from "./looks.js";

const LONGEST = {violence: 2.5, overdose: 2, arrest: 2, stop: 0.8, contact: 0.8, complaint: 1, theft: 0.8};

// People on one cell stand beside each other, always in the same way.
const aside = (number, edge) => {
  const turn = (number * 2654435761) % 6283 / 1000;
  const far = 0.15 + (((number * 40503) % 97) / 97) * 0.3;
  return [Math.cos(turn) * far * edge, Math.sin(turn) * far * edge];
};

export function place(ground, kind, index, tick, part) {
  const found = between(kind, index, tick, part);
  if (!found) return null;
  const [here, there, along] = found;
  const {x, y} = ground.cells;
  const [dx, dy] = aside(kind.number[index], ground.edge);
  return [x[here] + (x[there] - x[here]) * along + dx, y[here] + (y[there] - y[here]) * along + dy];
}

export function drawAgents(pen, view, ground, chunk, world, tick, part, looks, shown, followed) {
  const size = Math.max(1.7, Math.min(4, 2.3 * Math.sqrt(view.scale / 0.55)));
  for (const name of chunk.kinds) {
    if (shown[name] === false) continue;
    const kind = chunk.worlds[world].agents[name];
    for (let index = 0; index < kind.many; index += 1) {
      const at = place(ground, kind, index, tick, part);
      if (!at) continue;
      const [x, y] = view.at(...at);
      if (x < -9 || y < -9 || x > view.width + 9 || y > view.height + 9) continue;
      agent(pen, name, kind.state[tick * kind.many + index], x, y, size, looks);
      if (followed && followed.kind === name && followed.number === kind.number[index]) ring(pen, x, y, looks);
    }
  }
}

function ring(pen, x, y, looks) {
  for (const [colour, wide] of [[looks.halo, 5], [looks.ring, 2.4]]) {
    pen.strokeStyle = colour;
    pen.lineWidth = wide;
    pen.beginPath();
    pen.arc(x, y, 11, 0, 7);
    pen.stroke();
  }
}

// The street that is looked at: its cells, edged so that they can be seen on any ground.
export function markStreet(pen, view, ground, street, looks) {
  const half = (ground.edge * view.scale) / 2;
  const cells = ground.cells.street.flatMap((one, cell) => (one === street ? [view.at(ground.cells.x[cell], ground.cells.y[cell])] : []));
  for (const [colour, wider, alpha] of [[looks.ring, 2.5, 0.9], [looks.street, 0.6, 0.9]]) {
    pen.fillStyle = colour;
    pen.globalAlpha = alpha;
    for (const [x, y] of cells) pen.fillRect(x - half - wider, y - half - wider, 2 * (half + wider), 2 * (half + wider));
  }
  pen.globalAlpha = 1;
}

export function drawEvents(pen, view, ground, theatre, world, looks) {
  const now = theatre.tick;
  const reach = Math.max(6, theatre.speed * 2.5);
  for (let tick = Math.max(0, Math.floor(now - reach)); tick <= now; tick += 1) {
    const chunk = theatre.chunk(Math.floor(tick / theatre.ticksAChunk));
    for (const event of chunk ? chunk.worlds[world].events[tick % theatre.ticksAChunk] : []) {
      const name = MARK_OF[KINDS[event.kind]];
      if (!name) continue;
      const age = (now - tick) / Math.max(4, theatre.speed * LONGEST[name]);
      if (age < 1) mark(pen, name, ...view.at(ground.cells.x[event.cell], ground.cells.y[event.cell]), age, looks);
    }
  }
}
