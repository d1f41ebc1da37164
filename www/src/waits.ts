import type { Waiting } from 'guanjia/parallel';

/** How many things wait for somebody's own hand; what their office may do besides is not counted. */
export function waitsFor({ signatures, objections, papers, draws }: Waiting): number {
  return signatures.length + objections.length + papers.filter(({ settled }) => !settled).length + draws.length;
}
