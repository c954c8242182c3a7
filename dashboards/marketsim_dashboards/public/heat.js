// What the last days have left on the map, as a soft picture the size of the raster.

const spread = (values, columns, rows) => {
  // Two passes of a small box along both axes are nearly a bell.
  let from = values;
  for (const [step, stride, length] of [[1, columns, columns], [columns, 1, rows], [1, columns, columns], [columns, 1, rows]]) {
    const to = new Float32Array(from.length);
    for (let at = 0; at < from.length; at += 1) {
      const place = step === 1 ? at % columns : Math.floor(at / columns);
      let sum = from[at];
      if (place > 0) sum += from[at - step];
      if (place < length - 1) sum += from[at + step];
      to[at] = sum / 3;
    }
    from = to;
  }
  return from;
};

export class Heat {
  constructor(ground) {
    this.ground = ground;
    this.columns = Math.round(ground.wide / ground.edge);
    this.rows = Math.round(ground.high / ground.edge);
    this.most = {};
    this.made = new Map();
  }

  raster(chunk, world, layer) {
    const key = `${chunk.index}.${world}.${layer}`;
    if (!this.made.has(key)) {
      if (this.made.size > 40) this.made.clear();
      const values = new Float32Array(this.columns * this.rows);
      const heat = chunk.worlds[world].heat[layer];
      const {x, y} = this.ground.cells;
      for (let cell = 0; cell < heat.length; cell += 1) {
        const column = Math.floor(x[cell] / this.ground.edge);
        const row = this.rows - 1 - Math.floor(y[cell] / this.ground.edge);
        values[row * this.columns + column] = (heat[cell] / 255) * chunk.most[layer];
      }
      const soft = spread(values, this.columns, this.rows);
      const most = soft.reduce((one, other) => Math.max(one, other), 0);
      this.most[layer] = Math.max(this.most[layer] || 0, most);
      this.made.set(key, soft);
    }
    return this.made.get(key);
  }

  picture(key, paint) {
    const name = `picture.${key}`;
    if (!this.made.has(name)) {
      const canvas = document.createElement("canvas");
      canvas.width = this.columns;
      canvas.height = this.rows;
      const pen = canvas.getContext("2d");
      const image = pen.createImageData(this.columns, this.rows);
      paint(image.data);
      pen.putImageData(image, 0, 0);
      this.made.set(name, canvas);
    }
    return this.made.get(name);
  }

  draw(pen, view, chunk, world, layer, colour) {
    const soft = this.raster(chunk, world, layer);
    const most = this.most[layer] || 1;
    this.put(pen, view, this.picture(`${chunk.index}.${world}.${layer}.${colour}.${most}`, (pixels) => {
      soft.forEach((value, at) => pixels.set([...colour, 215 * Math.sqrt(Math.min(1, value / most))], at * 4));
    }));
  }

  drawDifference(pen, view, chunk, layer, left, right) {
    const [one, other] = [0, 1].map((world) => this.raster(chunk, world, layer));
    const most = this.most[layer] || 1;
    this.put(pen, view, this.picture(`${chunk.index}.difference.${layer}.${left}.${most}`, (pixels) => {
      one.forEach((value, at) => {
        const gap = (value - other[at]) / most;
        pixels.set([...(gap > 0 ? left : right), 235 * Math.sqrt(Math.min(1, Math.abs(gap)))], at * 4);
      });
    }));
  }

  put(pen, view, canvas) {
    const [x, y] = view.at(0, this.ground.high);
    pen.imageSmoothingEnabled = true;
    pen.imageSmoothingQuality = "high";
    pen.drawImage(canvas, x, y, this.ground.wide * view.scale, this.ground.high * view.scale);
  }
}
