import { expect, onTestFinished } from 'vitest'

/** Zones that a machine may be in (dispatch.md, vector 15), each with its minutes from UTC at the epoch. */
export const hostZones: [string, number][] = [
  ['UTC', 0],
  ['Europe/Amsterdam', -60],
  ['America/New_York', 300],
  ['Australia/Lord_Howe', -600],
]

/** The rest of this test runs as on a machine in that zone, and so does every process it starts. */
export function onMachineIn(zone: string): void {
  const before = process.env['TZ']
  process.env['TZ'] = zone
  onTestFinished(() => {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  })
  const minutes = new Map(hostZones).get(zone)
  // In a process whose zone cannot be changed, a test would say nothing about zones.
  expect(new Date(0).getTimezoneOffset()).toBe(minutes)
  expect(Temporal.Now.timeZoneId()).toBe(zone)
}
