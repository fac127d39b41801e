import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { addPicture } from '../../src/server/picture-file.ts'
import { pictureLine, pictureName } from '../../src/server/picture-name.ts'
import { canMount, mountSmallDisk } from '../support/small-disk.ts'

const png = readFileSync(resolve(import.meta.dirname, '../../docs/images/phone.png'))
const other = readFileSync(resolve(import.meta.dirname, '../../docs/images/preview.png'))
const issue = '2026-12'
let root: string
let folder: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rondbrief-picture-'))
  const made = root
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  folder = join(root, 'newsletters', issue, 'images')
  mkdirSync(join(root, 'newsletters', issue), { recursive: true })
})

test('a picture is there under its own name, and nothing else is', async () => {
  expect(await add('De haven (1).PNG', png)).toMatchObject({
    kind: 'added',
    name: 'De-haven-1.png',
  })
  expect(readdirSync(folder)).toEqual(['De-haven-1.png'])
})

test.each([
  ['../../../rondbrief.yaml', 'rondbrief.png'],
  ['C:\\Users\\jan\\Foto.jpg', 'Foto.png'],
  ['.htaccess', 'beeld.png'],
  ['con.png', 'beeld-con.png'],
  ['haven\u202Egnp.exe', 'haven-gnp.png'],
  ['a\0b\n.png', 'a-b.png'],
  ['été.png', 'ete.png'],
  ['![x](y).png', 'x-y.png'],
  ['-rf.png', 'rf.png'],
  ['', 'beeld.png'],
  ['🎉.png', 'beeld.png'],
  [`${'x'.repeat(300)}.png`, `${'x'.repeat(60)}.png`],
])('a name such as %j becomes %j', async (given, name) => {
  expect(await add(given, png)).toMatchObject({ kind: 'added', name })
  expect(readdirSync(root)).toEqual(['newsletters'])
})

test('what it is, its bytes say', async () => {
  expect(await add('foto.jpg', png)).toMatchObject({ kind: 'added', name: 'foto.png' })
  const refused = async (bytes: Buffer) => add('foto.png', bytes)
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
  expect(await refused(svg)).toEqual({ kind: 'refused', why: 'type' })
  expect(await refused(Buffer.from('MZ\x90'))).toEqual({ kind: 'refused', why: 'type' })
  const heic = Buffer.from('\0\0\0\x24ftypheic\0\0\0\0mif1heic')
  expect(await refused(heic)).toEqual({ kind: 'refused', why: 'heic' })
  expect(await refused(Buffer.alloc(0))).toEqual({ kind: 'refused', why: 'none' })
  expect(await refused(png.subarray(0, 900))).toEqual({ kind: 'refused', why: 'damaged' })
  expect(await refused(Buffer.alloc(25_000_001))).toEqual({ kind: 'refused', why: 'large' })
  const huge = Buffer.from(png)
  huge.writeUInt32BE(60_000, 16)
  huge.writeUInt32BE(60_000, 20)
  expect(await refused(huge)).toEqual({ kind: 'refused', why: 'pixels' })
  expect(readdirSync(folder)).toEqual(['foto.png'])
})

test('where a picture was taken does not come into the project', async () => {
  const at = png.length - 12
  const secret = chunk('tEXt', Buffer.from('GPS\0 52.1, 4.3'))
  await add('kaart.png', Buffer.concat([png.subarray(0, at), secret, png.subarray(at)]))
  expect(readFileSync(join(folder, 'kaart.png')).equals(png)).toBe(true)
  const size = Buffer.from([0b1000, 0, 0, 0, 9, 0, 0, 9, 0, 0])
  await add('kaart.webp', webp(riff('VP8X', size), riff('EXIF', Buffer.from('GPS 52.1'))))
  const clean = Buffer.from(size).fill(0, 0, 1)
  expect(readFileSync(join(folder, 'kaart.webp'))).toEqual(webp(riff('VP8X', clean)))
})

test('another picture is never replaced, and the same one is not kept twice', async () => {
  await add('haven.png', png)
  expect(await add('Haven.png', other)).toMatchObject({
    kind: 'added',
    name: 'Haven-2.png',
    taken: 'Haven.png',
  })
  expect(await add('haven.png', png)).toMatchObject({ kind: 'same', name: 'haven.png' })
  expect(readFileSync(join(folder, 'haven.png')).equals(png)).toBe(true)
  expect(readdirSync(folder).toSorted()).toEqual(['Haven-2.png', 'haven.png'])
})

test('twenty at once under one name all stay', async () => {
  const many = Array.from({ length: 20 }, (_, turn) => {
    const bytes = Buffer.from(png)
    // Its colour depth stays; a letter in a chunk that says nothing differs.
    return Buffer.concat([
      bytes.subarray(0, -12),
      chunk('teSt', Buffer.from([turn])),
      bytes.subarray(-12),
    ])
  })
  const added = await Promise.all(many.map((bytes) => add('haven.png', bytes)))
  const names = added.map((one) => (one.kind === 'added' ? one.name : one.kind))
  expect(new Set(names).size).toBe(20)
  expect(readdirSync(folder)).toHaveLength(20)
})

test('a missing picture gets the name that the text uses, if it is of that kind', async () => {
  expect(
    await addPicture(root, issue, { name: 'IMG_1.png', bytes: png }, 'haven.png'),
  ).toMatchObject({ kind: 'added', name: 'haven.png' })
  expect(
    await addPicture(root, issue, { name: 'IMG_1.png', bytes: other }, 'weg.jpg'),
  ).toMatchObject({ kind: 'added', name: 'IMG_1.png' })
})

test('a folder that leads out of the newsletters is not written to', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'elders-'))
  onTestFinished(() => rmSync(outside, { recursive: true, force: true }))
  symlinkSync(outside, folder)
  expect(await add('haven.png', png)).toEqual({ kind: 'refused', why: 'disk' })
  expect(readdirSync(outside)).toEqual([])
})

test('what a stopped computer left half-written goes, and what is under way stays', async () => {
  mkdirSync(folder)
  const [old, young] = ['.0123456789ab.tmp', '.ba9876543210.tmp'].map((name) => join(folder, name))
  for (const path of [old, young]) writeFileSync(path ?? '', 'half')
  utimesSync(old ?? '', 0, 0)
  await add('haven.png', png)
  expect([old, young].map((path) => existsSync(path ?? ''))).toEqual([false, true])
})

test.runIf(canMount)('on a full disk nothing half stays behind', async () => {
  mountSmallDisk(folder, 16)
  expect(await add('haven.png', png)).toEqual({ kind: 'refused', why: 'full' })
  expect(readdirSync(folder)).toEqual([])
})

test('the line for the text finds its picture, whatever the file is called', () => {
  expect(pictureLine('haven.png')).toBe('![](haven.png)')
  expect(pictureLine('De haven (1).png')).toBe('![](De%20haven%20%281%29.png)')
  expect(pictureName('foto.JPEG', 'jpg')).toBe('foto.jpeg')
})

function add(name: string, bytes: Buffer) {
  return addPicture(root, issue, { name, bytes })
}

function chunk(type: string, data: Buffer): Buffer {
  const made = Buffer.alloc(12 + data.length)
  made.writeUInt32BE(data.length, 0)
  made.write(type, 4, 'latin1')
  data.copy(made, 8)
  return made
}

function riff(type: string, data: Buffer): Buffer {
  const made = Buffer.alloc(8 + data.length + (data.length % 2))
  made.write(type, 0, 'latin1')
  made.writeUInt32LE(data.length, 4)
  data.copy(made, 8)
  return made
}

function webp(...chunks: Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks])
  return riff('RIFF', body)
}
