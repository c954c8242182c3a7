// The drawn map: blocks, streets, tracks, zones, places and names, for light and dark pages.

const LIGHT = {
  paper: "#f3eee3", ink: "#3a3733", quiet: "#6b655e", casing: "#cfc3b1", halo: "#fffaf0",
  block: {housing: "#e8d8c4", "closed block": "#e9dfd0", building: "#d8c6b8", yard: "#efe8dc", park: "#c7d8b2",
    square: "#f4e7c4", "main street": "#fffdf8", station: "#d3b5a8", rail: "#dcdad8", "closed ground": "#e3e3da",
    "construction site": "#ecd3a4"},
  street: {boulevard: "#fff6dc", "main street": "#fffaea", "side street": "#fffdf8", square: "#f4e7c4",
    yard: "#f8f3ea", path: "#f6efe2"},
  track: "#a5a1a0", room: "#a8324a", place: "#2f6f73", zone: "#2f6f73", target: "#a8324a", sector: "#6b655e",
};
const DARK = {
  paper: "#171a1f", ink: "#e8e4da", quiet: "#a39d92", casing: "#15181c", halo: "#171a1f",
  block: {housing: "#2a2c31", "closed block": "#26282d", building: "#34353a", yard: "#24272b", park: "#26342a",
    square: "#37342a", "main street": "#3d4048", station: "#3a3033", rail: "#22262b", "closed ground": "#1d2126",
    "construction site": "#3c3426"},
  street: {boulevard: "#4a4a44", "main street": "#434650", "side street": "#3a3d45", square: "#3b3930",
    yard: "#33363c", path: "#303339"},
  track: "#4a4e55", room: "#ff8fa3", place: "#7fc4c8", zone: "#7fc4c8", target: "#ff8fa3", sector: "#a39d92",
};

export const paletteOf = (dark) => (dark ? DARK : LIGHT);

// The part of the map that is looked at: its middle, m, and how many pixels a metre has.
export class View {
  constructor(ground) {
    this.ground = ground;
    this.zoom = 1;
    this.x = ground.wide / 2;
    this.y = ground.high / 2;
  }

  fit(width, height) {
    Object.assign(this, {width, height});
    this.scale = Math.min(width / this.ground.wide, height / this.ground.high) * this.zoom;
    const halfWide = width / this.scale / 2;
    const halfHigh = height / this.scale / 2;
    const keep = (at, half, all) => (half * 2 >= all ? all / 2 : Math.min(Math.max(at, half), all - half));
    this.x = keep(this.x, halfWide, this.ground.wide);
    this.y = keep(this.y, halfHigh, this.ground.high);
  }

  at(x, y) { return [(x - this.x) * this.scale + this.width / 2, (this.y - y) * this.scale + this.height / 2]; }

  metres(px, py) { return [(px - this.width / 2) / this.scale + this.x, this.y - (py - this.height / 2) / this.scale]; }

  zoomTo(zoom, px = this.width / 2, py = this.height / 2) {
    const [x, y] = this.metres(px, py);
    this.zoom = Math.min(8, Math.max(1, zoom));
    this.fit(this.width, this.height);
    const [nx, ny] = this.metres(px, py);
    this.x += x - nx;
    this.y += y - ny;
    this.fit(this.width, this.height);
  }
}

const line = (pen, view, points, close) => {
  pen.beginPath();
  points.forEach(([x, y], index) => pen[index ? "lineTo" : "moveTo"](...view.at(x, y)));
  if (close) pen.closePath();
};

// Which places are there on a day, `2018-03-05`.
export const placesOn = (places, day) => places.filter((one) => one.opened <= day && (!one.closed || day <= one.closed));

export function drawGround(pen, view, ground, palette, shown) {
  pen.fillStyle = palette.paper;
  pen.fillRect(0, 0, view.width, view.height);
  pen.lineJoin = pen.lineCap = "round";
  for (const block of ground.blocks) {
    line(pen, view, block.line, true);
    pen.fillStyle = palette.block[block.kind] || palette.paper;
    pen.fill();
  }
  pen.strokeStyle = palette.track;
  pen.lineWidth = 1;
  for (const track of ground.tracks) { line(pen, view, track); pen.stroke(); }
  for (const casing of [true, false]) {
    for (const street of ground.streets) {
      const wide = street.wide * view.scale * (street.kind === "path" ? 0.45 : 0.8);
      pen.strokeStyle = casing ? palette.casing : palette.street[street.kind] || palette.paper;
      pen.lineWidth = wide + (casing ? 1.2 : 0);
      line(pen, view, street.line);
      pen.stroke();
    }
  }
  drawZones(pen, view, ground, palette, shown);
  // What is written: rooms and places first, then the great names, then streets; whoever finds no room is left out.
  view.written = [];
  drawPlaces(pen, view, ground, palette);
  if (shown.names) drawNames(pen, view, ground, palette);
}

function drawZones(pen, view, ground, palette, shown) {
  const dashes = {"non-enforcement": [8, 5], target: [2, 4], sector: [12, 4, 2, 4]};
  for (const zone of ground.zones) {
    const key = zone.kind === "sector" ? "sector" : zone.name;
    if (!dashes[key] || !shown[key === "non-enforcement" ? "zone" : key === "sector" ? "sectors" : key]) continue;
    pen.strokeStyle = palette[key === "non-enforcement" ? "zone" : key];
    pen.setLineDash(dashes[key]);
    pen.lineWidth = 1.8;
    line(pen, view, zone.line, true);
    pen.stroke();
    pen.setLineDash([]);
  }
}

function drawPlaces(pen, view, ground, palette) {
  for (const place of ground.places) {
    const room = place.kind === "consumption room";
    const [x, y] = view.at(place.x, place.y);
    if (!room && view.zoom < 1.6) continue;
    view.written.push({text: "", spots: [[x, y, room ? 7 : 4]]});
    pen.fillStyle = room ? palette.room : palette.place;
    pen.strokeStyle = palette.halo;
    pen.lineWidth = 1.5;
    pen.beginPath();
    if (room) pen.rect(x - 5, y - 5, 10, 10); else pen.arc(x, y, 3.2, 0, 7);
    pen.fill();
    pen.stroke();
  }
  for (const place of ground.places) {
    const room = place.kind === "consumption room";
    const [x, y] = view.at(place.x, place.y);
    if (room || view.zoom > 2.4) write(pen, view, place.name, x, y - 15, 0, 11.5, room ? palette.room : palette.place, palette);
  }
}

function drawNames(pen, view, ground, palette) {
  const bigger = Math.min(1.5, Math.max(0.9, view.scale * 1.05));
  for (const quarter of ground.quarters) {
    if (view.scale < 0.45 && quarter.size < 12) continue;
    write(pen, view, quarter.text, ...view.at(quarter.x, quarter.y), quarter.angle, Math.max(9, quarter.size * bigger), palette.quiet, palette, "italic ");
  }
  for (const name of ground.names) {
    if (name.rank < 4 && view.scale < 0.5) continue;
    if (name.rank < 3 && view.scale < 0.85) continue;
    if (name.rank < 2 && view.scale < 1.4) continue;
    write(pen, view, name.text, ...view.at(name.x, name.y), name.angle, Math.max(9, name.size * bigger * 1.15), palette.ink, palette);
  }
}

// The room that a text takes: spots along it, [x, y, half its height].
export function spotsOf(wide, x, y, angle, size) {
  const turn = (-angle * Math.PI) / 180;
  const many = Math.max(2, Math.ceil(wide / size) + 1);
  return Array.from({length: many}, (_, at) => {
    const far = (at / (many - 1) - 0.5) * Math.max(0, wide - size);
    return [x + Math.cos(turn) * far, y + Math.sin(turn) * far, size * 0.6];
  });
}

export const meet = (some, others) => some.some(([x, y, reach]) =>
  others.some(([ox, oy, other]) => Math.hypot(x - ox, y - oy) < reach + other));

function write(pen, view, text, x, y, angle, size, colour, palette, style = "") {
  pen.font = `${style}${size}px system-ui, sans-serif`;
  const spots = spotsOf(pen.measureText(text).width, x, y, angle, size);
  if (view.written.some((one) => meet(spots, one.spots))) return;
  view.written.push({text, spots});
  pen.save();
  pen.translate(x, y);
  pen.rotate((-angle * Math.PI) / 180);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.strokeStyle = palette.halo;
  pen.lineWidth = 3;
  pen.globalAlpha = 0.85;
  pen.strokeText(text, 0, 0);
  pen.globalAlpha = 1;
  pen.fillStyle = colour;
  pen.fillText(text, 0, 0);
  pen.restore();
}
