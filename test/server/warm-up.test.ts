import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { warmUp } from '../../src/server/warm-up.ts'

const work = vi.fn<() => Promise<void>>()
beforeEach(() => {
  vi.useFakeTimers()
  work.mockReset().mockResolvedValue()
})
afterEach(() => vi.useRealTimers())

test('works ahead once, when nobody has asked for anything for a moment', () => {
  const warming = warmUp(work)
  warming.busy()
  vi.advanceTimersByTime(900)
  warming.busy()
  vi.advanceTimersByTime(900)
  expect(work).not.toHaveBeenCalled()
  vi.advanceTimersByTime(200)
  expect(work).toHaveBeenCalledTimes(1)
  warming.busy()
  vi.advanceTimersByTime(10_000)
  expect(work).toHaveBeenCalledTimes(1)
})

test('does nothing before the first page, nor after the end', () => {
  const warming = warmUp(work)
  vi.advanceTimersByTime(10_000)
  warming.busy()
  warming.stop()
  warming.busy()
  vi.advanceTimersByTime(10_000)
  expect(work).not.toHaveBeenCalled()
})

test('a failure is left for whoever asks', async () => {
  work.mockRejectedValue(new Error('template'))
  const warming = warmUp(work)
  warming.busy()
  await vi.advanceTimersByTimeAsync(2000)
  expect(work).toHaveBeenCalledTimes(1)
})
