import * as nodeFiles from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { problem, type Problem } from '../../problem.ts'
import { bytesOf, composeMessage } from '../compose.ts'
import type { Sender } from '../message.ts'
import type { OutgoingBatch, Reason, SubmitOutcome, Transport } from '../transport.ts'

/** The file calls this transport makes; a test can make the disk fill up or the process die here. */
export type Files = Pick<typeof nodeFiles, 'mkdir' | 'open' | 'rename' | 'rm' | 'stat'>

/**
 * Writes every mail as a file of its own, `<outbox>/<issue>/<attempt>-<ref>.eml`, so that the
 * whole path works without an account. A mail exists when, and only when, the file under its final
 * name exists: it is written and synced under another name first, and a rename is atomic. So this
 * transport alone can prove what became of an attempt.
 */
export function fileTransport(sender: Sender, outbox: string, files: Files = nodeFiles): Transport {
  const named = new Map<string, Promise<void>>()
  return {
    name: 'file',
    batchSize: 1,
    // Four syncs under way keep a disk busy; more gained nothing.
    concurrency: 4,
    // A disk has no deadline; ten minutes is longer than any answer of it that still comes.
    leaseMs: 10 * 60_000,

    async verify(): Promise<Problem[]> {
      try {
        await files.mkdir(outbox, { recursive: true })
        const probe = join(outbox, '.probe')
        await (await files.open(probe, 'w')).close()
        await files.rm(probe)
        return []
      } catch {
        return [problem('transport/outbox', { folder: outbox })]
      }
    },

    async submit(batch: OutgoingBatch): Promise<SubmitOutcome> {
      const folder = folderOf(batch.issueId, batch.kind)
      let renamed = false
      try {
        await makeFolder(folder)
        for (const message of batch.messages) {
          const path = join(folder, fileName(batch.attemptId, message.ref))
          await writeSynced(`${path}.part`, bytesOf(await composeMessage(sender, batch, message)))
          renamed = true
          await files.rename(`${path}.part`, path)
        }
        await syncFolder(folder)
        return { kind: 'accepted', messageId: undefined, status: undefined }
      } catch (error) {
        const reason = reasonOf(error)
        if (renamed) return { kind: 'unknown', reason, status: undefined }
        // Not one mail has its final name: nothing was sent.
        await Promise.allSettled(
          batch.messages.map(({ ref }) =>
            files.rm(join(folder, `${fileName(batch.attemptId, ref)}.part`), { force: true }),
          ),
        )
        return { kind: 'pause', reason, status: undefined }
      }
    },

    async proof({ attemptId, issueId, refs }): Promise<boolean> {
      const folder = folderOf(issueId, 'issue')
      const found = await Promise.all(
        refs.map(async (ref) => {
          const path = join(folder, fileName(attemptId, ref))
          await files.rm(`${path}.part`, { force: true })
          return exists(path)
        }),
      )
      const present = found.filter(Boolean).length
      if (present !== 0 && present !== refs.length) {
        throw new Error(`Attempt ${attemptId} left ${present} of ${refs.length} mails`)
      }
      // The rename may have survived a crash that the folder entry would not: sync before saying so.
      if (present > 0) await syncFolder(folder)
      return present > 0
    },

    close: () => Promise.resolve(),
  }

  function folderOf(issueId: string, kind: OutgoingBatch['kind']): string {
    return join(outbox, kind === 'test' ? `${issueId}-proef` : issueId)
  }

  /** The folder of an issue, and that it is one: a name is only sure when the folder it is in was synced. */
  async function makeFolder(folder: string): Promise<void> {
    await files.mkdir(folder, { recursive: true })
    const found = named.get(folder) ?? syncFolder(outbox).then(() => syncFolder(dirname(outbox)))
    named.set(folder, found)
    // What failed is tried again with the next mail.
    found.catch(() => named.delete(folder))
    return found
  }

  async function writeSynced(path: string, bytes: Buffer): Promise<void> {
    const file = await files.open(path, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
  }

  async function syncFolder(folder: string): Promise<void> {
    // Windows has no way to open a folder; there a rename is written through by NTFS.
    if (process.platform === 'win32') return
    const handle = await files.open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  }

  async function exists(path: string): Promise<boolean> {
    try {
      await files.stat(path)
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
      throw error
    }
  }
}

export function fileName(attemptId: string, ref: string): string {
  return `${attemptId}-${ref}.eml`
}

function reasonOf(error: unknown): Reason {
  const code = (error as NodeJS.ErrnoException).code
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'disk-error'
}
