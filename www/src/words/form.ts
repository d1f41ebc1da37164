import { both } from '../words';

/** The words of forms. */
export const formWords = both({
  optional: '(可不填)',
  remove: '去掉',
  evidence: '只记录文件的摘要,文件留在本机',
}, {
  optional: '(optional)',
  remove: 'Remove',
  evidence: 'Only the digest goes on the record; the file stays on this device',
});
