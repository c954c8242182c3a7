// Reads what the stage packs: a length, a header in JSON, and arrays at multiples of eight bytes.

const KINDS = {uint8: Uint8Array, uint16: Uint16Array, int32: Int32Array, float32: Float32Array};

// Scenes come squeezed; the browser has its own way of undoing that beside the drawing.
export async function inflate(view) {
  const whole = new Blob([new Uint8Array(view.buffer, view.byteOffset, view.byteLength)]);
  return new DataView(await new Response(whole.stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer());
}

export function unpack(view) {
  // A message's bytes may begin anywhere in their buffer, arrays must not.
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
  const size = new DataView(bytes.buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + size)));
  const arrays = {};
  for (const [name, [kind, shape, offset]] of Object.entries(header.arrays)) {
    const length = shape.reduce((product, one) => product * one, 1);
    arrays[name] = {shape, data: new KINDS[kind](bytes.buffer, 8 + size + offset, length)};
  }
  return {about: header.about, arrays};
}
