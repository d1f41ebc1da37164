/** What the kinds of entries are called in Chinese; SPEC.md has them by their names. */
export const KINDS: Record<string, string> = {
  charter: '章程', clock: '时刻', office: '任职', 'office-end': '卸任', attest: '见证',
  enrol: '入册', rekey: '换钥', unenrol: '出册', freeze: '定基数',
  roster: '遴选组', 'roster-move': '遴选步骤', nominate: '提名', draw: '抽签办法', panels: '抽选方案', commit: '封存随机数', reveal: '公开随机数', drawn: '抽签结果', decline: '谢辞',
  matter: '事项', support: '附议', triage: '分流', appeal: '申诉', 'matter-move': '事项步骤',
  notice: '会议公告', 'check-in': '签到', 'session-move': '会议步骤', statement: '发言', recuse: '回避', minutes: '会议记录',
  motion: '交付表决', ballot: '选票', 'hand-out': '发票', 'hand-in': '交票', 'read-paper': '录票', adjudicate: '裁定', close: '截止', announce: '宣布结果',
  convention: '公约文本', comment: '意见', review: '审查', gate: '清单核对', 'convention-move': '公约步骤', finalise: '定稿',
  drive: '签约', sign: '签名', unsign: '撤签', 'drive-close': '签约结束',
  post: '公示', 'post-end': '公示结束', object: '异议', answer: '答复',
  task: '任务', 'task-done': '办结', 'task-check': '查验', 'points-rule': '积分规则', points: '积分', 'points-move': '积分步骤',
};
