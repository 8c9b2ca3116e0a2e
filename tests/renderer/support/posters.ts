import { crc32, deflateSync } from 'node:zlib'

const width = 200
const height = 300

/** A poster as PNG: a sun over hills, in colours of its own. The same number is the same picture. */
export function posterPng(seed: number, { w, h } = { w: width, h: height }): Buffer {
  const hue = (seed * 47) % 360
  const [sky, dusk, sun, far, near] = [
    rgb(hue, 0.45, 0.22),
    rgb(hue + 40, 0.6, 0.5),
    rgb(hue + 70, 0.85, 0.74),
    rgb(hue + 10, 0.4, 0.2),
    rgb(hue, 0.4, 0.11),
  ]
  const sunX = w * (0.25 + ((seed * 13) % 50) / 100)
  const sunY = h * (0.3 + ((seed * 7) % 30) / 100)
  const raw = Buffer.alloc((w * 3 + 1) * h)
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      const hillFar = h * (0.68 + 0.06 * Math.sin((x / w) * 7 + seed))
      const hillNear = h * (0.82 + 0.07 * Math.sin((x / w) * 4 + seed * 2))
      const isSun = (x - sunX) ** 2 + (y - sunY) ** 2 < (w * 0.16) ** 2
      const color = y > hillNear ? near : y > hillFar ? far : isSun ? sun : mixed(sky, dusk, y / (h * 0.75))
      raw.set(color, y * (w * 3 + 1) + 1 + x * 3)
    }
  }
  return png(raw, w, h)
}

type Rgb = readonly [number, number, number]

const mixed = (one: Rgb, other: Rgb, part: number): Rgb =>
  [0, 1, 2].map((at) => Math.round((one[at] ?? 0) * (1 - part) + (other[at] ?? 0) * part)) as unknown as Rgb

/** From hue (degrees), saturation and lightness. */
function rgb(hue: number, saturation: number, lightness: number): Rgb {
  const a = saturation * Math.min(lightness, 1 - lightness)
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12
    return Math.round(255 * (lightness - a * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
  }
  return [channel(0), channel(8), channel(4)]
}

/** The least that is a PNG: header, pixels, end. */
function png(raw: Buffer, w: number, h: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(w, 0)
  header.writeUInt32BE(h, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(body.length, 0)
  named.copy(framed, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}
