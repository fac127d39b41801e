import { parentPort, workerData } from 'node:worker_threads'
import { piecesOf } from '../../render/pieces.ts'
import type { MailContent, OutgoingBatch } from '../transport.ts'
import { transportOf, type Described, type FromThread, type ToThread } from './in-thread.ts'

/** The other side of `inThread`: nothing but the transport itself, asked by messages. */
const transport = transportOf(workerData as Described)
const contents = new Map<number, MailContent>()

parentPort?.on('message', (message: ToThread) => {
  switch (message.kind) {
    case 'content':
      contents.set(message.contentId, contentOf(message.content))
      break
    case 'submit':
      void submit(message.id, message.contentId, message.batch)
      break
    case 'forget':
      contents.delete(message.contentId)
      break
    case 'close':
      void transport.close().then(() => parentPort?.close())
  }
})

answer({ kind: 'ready' })

async function submit(
  id: number,
  contentId: number,
  batch: Omit<OutgoingBatch, 'content'>,
): Promise<void> {
  try {
    const content = contents.get(contentId)
    if (content === undefined) throw new Error(`There is no content ${contentId}`)
    answer({ kind: 'outcome', id, outcome: await transport.submit({ ...batch, content }) })
  } catch (error) {
    answer({ kind: 'failed', id, error })
  }
}

function answer(message: FromThread): void {
  parentPort?.postMessage(message)
}

/** On its way here a Buffer became plain octets. */
function contentOf(content: Omit<MailContent, 'pieces'>): MailContent {
  const images = content.images.map((image) => ({ ...image, bytes: Buffer.from(image.bytes) }))
  return { ...content, images, pieces: piecesOf(content) }
}
