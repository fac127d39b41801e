/**
 * Every largest family of these of which any two are apart: the maximal cliques of a graph, by Bron and
 * Kerbosch (Communications of the ACM 16, 1973, algorithm 457) with a pivot. At worst there are 3^(n/3)
 * of n, which is 59,049 of thirty.
 */
export function* disjointFamilies(
  all: readonly number[],
  areApart: (one: number, other: number) => boolean,
): Generator<number[]> {
  yield* extend([], [...all], [])

  function* extend(family: number[], more: number[], done: number[]): Generator<number[]> {
    const pivot = more[0] ?? done[0]
    if (pivot === undefined) {
      if (family.length > 0) yield family
      return
    }
    const rest = [...more]
    const left = [...done]
    for (const one of more.filter((id) => id === pivot || !areApart(id, pivot))) {
      const apart = (other: number) => other !== one && areApart(one, other)
      yield* extend([...family, one], rest.filter(apart), left.filter(apart))
      rest.splice(rest.indexOf(one), 1)
      left.push(one)
    }
  }
}
