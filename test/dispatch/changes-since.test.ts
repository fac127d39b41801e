import { expect, test } from 'vitest'
import { changes } from '../../src/dispatch/changes-since.ts'
import type { Rendered } from '../../src/render/rendered.ts'
import { issue, render } from '../render/rendering.ts'

const then = {
  subject: 'Nieuws van maart',
  preheader: 'Alles over het voorjaar',
  text: 'AGENDA\n\nDe bijeenkomst is op 14 maart in\nRotterdam. Dhr. Jansen spreekt. Kom ook.\n\nTot ziens.\n',
}

test('only the sentences that differ are told, also where every line was broken anew', () => {
  const text =
    'AGENDA\n\nDe bijeenkomst is op 21 maart\nin Rotterdam. Dhr. Jansen\nspreekt. Kom ook.\n\nTot ziens.\n'
  expect(changes(then, { ...then, text })).toEqual({
    gone: ['De bijeenkomst is op 14 maart in Rotterdam.'],
    come: ['De bijeenkomst is op 21 maart in Rotterdam.'],
  })
})

test('the subject and the line beside it are told as well, and nothing where only the looks changed', () => {
  expect(changes(then, { ...then, subject: 'Nieuws van april' })).toEqual({
    gone: ['Nieuws van maart'],
    come: ['Nieuws van april'],
  })
  expect(changes(then, { ...then })).toEqual({ gone: [], come: [] })
})

test('a field of the reader is told as its author wrote it', async () => {
  const [before, after] = await Promise.all(
    ['Welkom.', 'Welkom, [[name|lieve lezer]]: {x}. [[salutation]]!'].map((introText) =>
      render(issue({ introText })),
    ),
  )
  const { gone, come } = changes(before as Rendered, after as Rendered)
  expect(gone).toEqual(['Welkom.'])
  expect(come.join(' ')).toBe('Welkom, [[name|lieve lezer]]: {x}. [[salutation]]!')
})
