import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder that becomes a disk of its own, for as long as the test runs; only root may do that. */
export function mountSmallDisk(folder: string, kilobytes: number): void {
  mkdirSync(folder, { recursive: true })
  if (!mount(folder, kilobytes)) throw new Error('No disk could be mounted')
  onTestFinished(() => void spawnSync('umount', ['--lazy', folder]))
}

export const canMount = triesToMount()

function triesToMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const folder = mkdtempSync(join(tmpdir(), 'mount-'))
  const mounted = mount(folder, 64)
  if (mounted) spawnSync('umount', [folder])
  rmSync(folder, { recursive: true, force: true })
  return mounted
}

function mount(folder: string, kilobytes: number): boolean {
  const options = ['-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=700`, 'tmpfs', folder]
  return spawnSync('mount', options).status === 0
}
