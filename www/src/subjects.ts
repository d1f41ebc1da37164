import type { Hall, Subject } from 'guanjia/parallel';

import { titleOf, words } from './words';
import { postWords } from './words/posts';

/** What a post is about, in words: 表决结果:遛犬时段. */
export function subjectName(hall: Hall, subject: Subject): string {
  const [kind, name] = Object.entries(subject)[0] as [keyof ReturnType<typeof postWords>['subject'], string | string[]];
  if (name === '') return postWords().subject[kind];
  return words().named(postWords().subject[kind], Array.isArray(name) ? postWords().points_of(name.length) : named(hall, kind, name));
}

function named(hall: Hall, kind: string, name: string): string {
  const summary = hall.summary();
  const title = (briefs: { id: string; title?: string }[]) => briefs.find(({ id }) => id === name)?.title;
  switch (kind) {
    case 'agenda':
    case 'minutes': return title(summary.sessions) ?? name;
    case 'draft':
    case 'filing': return title(summary.conventions) ?? name;
    case 'drive': return title(summary.drives) ?? name;
    case 'roster': return title(summary.rosters) ?? name;
    case 'result': return titleOf(hall.motion(name));
    case 'matter': return textOf(hall, name);
    default: return name;
  }
}

/** What a matter says, as far as that is on the record. */
function textOf(hall: Hall, matter: string): string {
  const { words: said } = hall.matter(matter);
  return 'text' in said ? `${matter} ${said.text}` : matter;
}

/** Everything that a record has that can be posted, by kind. */
export function subjectsOf(hall: Hall): Subject[] {
  const { sessions, conventions, drives, rosters } = hall.summary();
  const minuted = hall.sessions().filter(({ minutes }) => minutes !== undefined);
  const claims = Object.entries(hall.points().claims).filter(([, { state }]) => state === 'verified');
  const matters = new Set(hall.tasks().flatMap(({ matter }) => (matter === undefined ? [] : [matter])));
  return [
    ...sessions.map(({ id }): Subject => ({ agenda: id })),
    ...conventions.map(({ id }): Subject => ({ draft: id })),
    ...hall.motions().filter(({ announcements }) => announcements.length > 0).map(({ leaf }): Subject => ({ result: leaf })),
    ...minuted.map(({ id }): Subject => ({ minutes: id })),
    ...conventions.map(({ id }): Subject => ({ filing: id })),
    ...drives.map(({ id }): Subject => ({ drive: id })),
    ...rosters.map(({ id }): Subject => ({ roster: id })),
    ...[...matters].map((matter): Subject => ({ matter })),
    ...(claims.length > 0 ? [{ points: claims.map(([claim]) => claim) }] : []),
    { list: '' },
  ];
}

/** The same thing said in an address: `result/<leaf>`. */
export function addressOf(subject: Subject): string {
  const [kind, name] = Object.entries(subject)[0] as [string, string | string[]];
  return Array.isArray(name) || name === '' ? kind : `${kind}/${name}`;
}

export const sameSubject = (one: Subject, other: Subject): boolean => JSON.stringify(one) === JSON.stringify(other);

