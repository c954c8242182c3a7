// How everybody and everything that happens looks: a shape and a colour each, told apart without colours too.

export const KINDS = ["sale", "use", "overdose", "death", "violence", "theft", "complaint", "stop", "confiscation",
  "fine", "arrest", "contact", "asked to move", "steered", "referred", "tip", "relocation", "refusal", "visit"];
export const MARK_OF = {violence: "violence", overdose: "overdose", death: "overdose", arrest: "arrest", stop: "stop",
  fine: "stop", complaint: "complaint", theft: "theft", contact: "contact"};

// Every shape by itself; people are discs in colours that can be told apart, and hollow while they sleep.
const SHAPES = {
  states: {hanging: "disc", looking: "disc", using: "disc", sleeping: "hoop"},
  kinds: {dealers: "square", officers: "triangle", outreach: "diamond", crews: "plus", other: "pentagon"},
  marks: {violence: "star", overdose: "cross", arrest: "barred ring", stop: "ring", complaint: "bubble", theft: "hook",
    contact: "small ring"},
};
const LIGHT = {
  states: {hanging: "#4f4d59", looking: "#7d4a00", using: "#8d1fa3", sleeping: "#4f4d59"},
  kinds: {people: "#4f4d59", dealers: "#a53613", officers: "#1550a8", outreach: "#14594a", crews: "#5b2a1b", other: "#2a6064"},
  marks: {violence: "#c4001d", overdose: "#8a2f8f", arrest: "#1550a8", stop: "#1f5fb5", complaint: "#7a5a00",
    theft: "#4b4b4b", contact: "#176246"},
  halo: "#ffffff", heat: [122, 1, 119], left: [199, 84, 28], right: [30, 100, 180], ring: "#111111", street: "#fff3b0",
};
const DARK = {
  states: {hanging: "#c9c6d6", looking: "#f2b01e", using: "#f08cf5", sleeping: "#c9c6d6"},
  kinds: {people: "#c9c6d6", dealers: "#ff8a5b", officers: "#7db4ff", outreach: "#7fd9a8", crews: "#ffd0b8", other: "#7fc4c8"},
  marks: {violence: "#ff7383", overdose: "#e39be8", arrest: "#7db4ff", stop: "#a9cdff", complaint: "#ffe08a",
    theft: "#d0d0d0", contact: "#6fd3ac"},
  halo: "#101215", heat: [255, 205, 90], left: [255, 150, 90], right: [110, 175, 255], ring: "#ffffff", street: "#2c3350",
};

export const looksOf = (dark) => (dark ? DARK : LIGHT);

// People's doings in four groups; whatever is new is hanging around.
const GROUPS = ["hanging", "looking", "looking", "using", "using", "using", "sleeping", "sleeping"];
export const groupOf = (state) => GROUPS[state] || "hanging";
export const STATES = ["hanging", "looking", "using", "sleeping"];
export const MARKS = ["violence", "overdose", "arrest", "stop", "contact", "complaint", "theft"];

const closed = (pen, points) => {
  points.forEach(([x, y], at) => pen[at ? "lineTo" : "moveTo"](x, y));
  pen.closePath();
};

const OUTLINES = {
  disc: (pen, x, y, size) => pen.arc(x, y, size, 0, 7),
  hoop: (pen, x, y, size) => pen.arc(x, y, size * 0.9, 0, 7),
  square: (pen, x, y, size) => pen.rect(x - size * 1.45, y - size * 1.45, size * 2.9, size * 2.9),
  triangle: (pen, x, y, size) => closed(pen, [[x, y - size * 2.1], [x + size * 2.1, y + size * 1.7], [x - size * 2.1, y + size * 1.7]]),
  diamond: (pen, x, y, size) => closed(pen, [[x, y - size * 1.9], [x + size * 1.9, y], [x, y + size * 1.9], [x - size * 1.9, y]]),
  pentagon: (pen, x, y, size) => closed(pen, [0, 1, 2, 3, 4].map((corner) => {
    const turn = (corner * 2 * Math.PI) / 5;
    return [x + Math.sin(turn) * size * 1.8, y - Math.cos(turn) * size * 1.8];
  })),
  plus: (pen, x, y, size) => {
    const [far, near] = [size * 1.9, size * 0.7];
    closed(pen, [[-near, -far], [near, -far], [near, -near], [far, -near], [far, near], [near, near], [near, far], [-near, far],
      [-near, near], [-far, near], [-far, -near], [-near, -near]].map(([right, down]) => [x + right, y + down]));
  },
};

export function agent(pen, kind, state, x, y, size, looks) {
  const people = kind === "people";
  const [group, name] = people ? ["states", groupOf(state)] : ["kinds", kind in SHAPES.kinds ? kind : "other"];
  const shape = SHAPES[group][name];
  pen.beginPath();
  OUTLINES[shape](pen, x, y, size);
  pen.fillStyle = looks[group][name];
  if (shape === "hoop") {
    pen.strokeStyle = looks[group][name];
    pen.lineWidth = Math.max(1.2, size * 0.55);
    pen.stroke();
    return;
  }
  pen.fill();
  if (!people) {
    pen.strokeStyle = looks.halo;
    pen.lineWidth = 1.2;
    pen.stroke();
  }
}

// A mark grows and fades; ``age`` goes from 0 to 1.
export function mark(pen, name, x, y, age, looks) {
  pen.globalAlpha = 1 - age;
  pen.strokeStyle = pen.fillStyle = looks.marks[name];
  pen.lineWidth = 2.4;
  const size = 5 + 12 * age;
  pen.beginPath();
  const shape = SHAPES.marks[name];
  if (shape === "star") {
    for (let ray = 0; ray < 8; ray += 1) {
      const turn = (ray * Math.PI) / 4;
      pen.moveTo(x + Math.cos(turn) * size * 0.45, y + Math.sin(turn) * size * 0.45);
      pen.lineTo(x + Math.cos(turn) * (size + 6), y + Math.sin(turn) * (size + 6));
    }
  } else if (shape === "cross") {
    pen.moveTo(x - size * 0.7, y - size * 0.7);
    pen.lineTo(x + size * 0.7, y + size * 0.7);
    pen.moveTo(x + size * 0.7, y - size * 0.7);
    pen.lineTo(x - size * 0.7, y + size * 0.7);
  } else if (shape === "hook") {
    pen.moveTo(x - size * 0.7, y - size * 0.5);
    pen.lineTo(x, y + size * 0.6);
    pen.lineTo(x + size * 0.7, y - size * 0.5);
  } else if (shape === "bubble") {
    pen.rect(x - size * 0.6, y - size * 0.9, size * 1.2, size * 0.8);
    pen.moveTo(x - size * 0.2, y - size * 0.1);
    pen.lineTo(x, y + size * 0.4);
  } else if (shape === "small ring") {
    pen.arc(x, y, size * 0.5, 0, 7);
  } else {
    pen.arc(x, y, size, 0, 7);
    if (shape === "barred ring") {
      pen.moveTo(x - size, y);
      pen.lineTo(x + size, y);
    }
  }
  pen.stroke();
  pen.globalAlpha = 1;
}
