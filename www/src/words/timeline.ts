import { both } from '../words';

/** The words of the timeline. */
export const timelineWords = both({
  title: '这份记录是怎么写成的',
  span: (from: string, to: string) => `每格一个月,从${from}到${to};柱高按数量级,右边是总条数`,
  month: '月份',
  as_table: '用表格看',
  in_month: (month: string, n: number) => `${month} ${n} 条`,
  comma: ',',
  parts: {
    community: '社区与职务', register: '名册与基数', stewards: '百姓管家', matters: '事项', sessions: '会议', votes: '表决', conventions: '公约', drives: '签约', posts: '公示与异议', tasks: '任务与积分',
  },
}, {
  title: 'How this record came about',
  span: (from, to) => `One bar for each month from ${from} to ${to}, as tall as its order of magnitude; the numbers are totals`,
  month: 'Month',
  as_table: 'As a table',
  in_month: (month, n) => `${n} in ${month}`,
  comma: ', ',
  parts: {
    community: 'Community and offices', register: 'Registers and bases', stewards: 'Stewards', matters: 'Matters', sessions: 'Sessions', votes: 'Votes', conventions: 'Conventions', drives: 'Signatures', posts: 'Posts and objections', tasks: 'Tasks and points',
  },
});
