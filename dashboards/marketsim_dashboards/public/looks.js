// How everybody and everything that happens looks: a shape and a colour each, told apart without colours too.

export const KINDS = ["sale", "use", "overdose", "death", "violence", "theft", "complaint", "stop", "confiscation",
  "fine", "arrest", "contact", "asked to move", "steered", "referred", "tip", "relocation", "refusal", "visit"];
export const MARK_OF = {violence: "violence", overdose: "overdose", death: "overdose", arrest: "arrest", stop: "stop",
  fine: "stop", complaint: "complaint", theft: "theft", contact: "contact"};

const LIGHT = {
  states: {hanging: "#6d6a78", looking: "#9a6a00", using: "#8a2f8f", sleeping: "#9a98a4"},
  kinds: {people: "#6d6a78", dealers: "#b3401a", officers: "#1550a8", other: "#2f6f73"},
  marks: {violence: "#c4001d", overdose: "#8a2f8f", arrest: "#1550a8", stop: "#3f7fd6", complaint: "#7a5a00",
    theft: "#4b4b4b", contact: "#1f7a5c"},
  halo: "#ffffff", heat: [122, 1, 119], left: [199, 84, 28], right: [30, 100, 180], ring: "#111111",
};
const DARK = {
  states: {hanging: "#b9b6c6", looking: "#f2c14e", using: "#e39be8", sleeping: "#7f7d8a"},
  kinds: {people: "#b9b6c6", dealers: "#ff8a5b", officers: "#7db4ff", other: "#7fc4c8"},
  marks: {violence: "#ff5468", overdose: "#e39be8", arrest: "#7db4ff", stop: "#a9cdff", complaint: "#ffe08a",
    theft: "#d0d0d0", contact: "#6fd3ac"},
  halo: "#101215", heat: [255, 205, 90], left: [255, 150, 90], right: [110, 175, 255], ring: "#ffffff",
};

export const looksOf = (dark) => (dark ? DARK : LIGHT);

// People's doings in four groups; whatever is new is hanging around.
const GROUPS = ["hanging", "looking", "looking", "using", "using", "using", "sleeping", "sleeping"];
export const groupOf = (state) => GROUPS[state] || "hanging";
export const STATES = ["hanging", "looking", "using", "sleeping"];
export const MARKS = ["violence", "overdose", "arrest", "stop", "contact", "complaint", "theft"];

export function agent(pen, kind, state, x, y, size, looks) {
  pen.beginPath();
  if (kind === "people") {
    pen.arc(x, y, size, 0, 7);
    pen.fillStyle = looks.states[groupOf(state)];
  } else if (kind === "dealers") {
    const half = size * 1.45;
    pen.rect(x - half, y - half, half * 2, half * 2);
    pen.fillStyle = looks.kinds.dealers;
  } else if (kind === "officers") {
    const half = size * 2.1;
    pen.moveTo(x, y - half);
    pen.lineTo(x + half, y + half * 0.8);
    pen.lineTo(x - half, y + half * 0.8);
    pen.closePath();
    pen.fillStyle = looks.kinds.officers;
  } else {
    const half = size * 1.6;
    pen.moveTo(x, y - half);
    pen.lineTo(x + half, y);
    pen.lineTo(x, y + half);
    pen.lineTo(x - half, y);
    pen.closePath();
    pen.fillStyle = looks.kinds.other;
  }
  pen.fill();
  if (kind !== "people") {
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
  if (name === "violence") {
    for (let ray = 0; ray < 8; ray += 1) {
      const turn = (ray * Math.PI) / 4;
      pen.moveTo(x + Math.cos(turn) * size * 0.45, y + Math.sin(turn) * size * 0.45);
      pen.lineTo(x + Math.cos(turn) * (size + 6), y + Math.sin(turn) * (size + 6));
    }
  } else if (name === "overdose" || name === "theft") {
    pen.moveTo(x - size * 0.7, y - size * 0.7);
    pen.lineTo(x + size * 0.7, y + size * 0.7);
    pen.moveTo(x + size * 0.7, y - size * 0.7);
    pen.lineTo(x - size * 0.7, y + size * 0.7);
  } else if (name === "complaint") {
    pen.rect(x - size * 0.6, y - size * 0.9, size * 1.2, size * 0.8);
    pen.moveTo(x - size * 0.2, y - size * 0.1);
    pen.lineTo(x, y + size * 0.4);
  } else if (name === "contact") {
    pen.arc(x, y, size * 0.5, 0, 7);
  } else {
    pen.arc(x, y, size, 0, 7);
  }
  pen.stroke();
  pen.globalAlpha = 1;
}
