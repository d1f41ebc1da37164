// Every word that a resident reads, but for what the record and the package say themselves.
const words = {
  home: {
    title: '百姓管家议事堂',
    my_todo: '我要办的事',
    notice: '正在公示',
    vote_now: '去投票',
    big: '大字版',
    call: '打电话给社区',
    nothing: '现在没有要您办的事',
    normal: '标准字',
    my_receipts: '我的回执',
    record: '核验整份记录',
    demo: '演示版:社区、住户和议题都是虚构的;主机就在这部手机里,投出的票不会发到任何地方。',
    household: '本户',
  },
  notice: {
    title: '公示',
    read_first: '请先看公示,再投票',
    session: '会议',
    window: '表决时间',
    venue: '参加方式',
    rule: '规则',
    items: '议程',
    until: '至',
  },
  agenda: { frozen: '议程已锁定,未列入的事项今天不表决' },
  venue: { hall: '现场', online: '线上', both: '现场和线上' },
  ballot: {
    title: '请您表决',
    abstain: '弃权',
    confirm: '您选的是“{c}”,确定投出吗?投出后不能改',
    revote_rule: '同一户两种方式都投的,按公告规则只算一张',
    receipt: '您的回执码:{code}。凭它可以核对您的票有没有被计入',
    not_listed: '名册里没有您,如有疑问请联系社区更正(截止前)',
    choose: '请选一项',
    cast: '确定投出',
    back: '再想想',
    sending: '正在投出……',
    voted: '您已经投过票了',
    signed: '您选的“{c}”已在本机签好,还没有收到回执。请再送一次,不会算成两张。',
    send_again: '再送一次',
    named: '本次是记名表决:记录里写户号,不写姓名和门牌。',
    entitled: '可投票 {n},已参加 {k}',
  },
  receipt: {
    title: '我的回执',
    none: '这部手机里还没有回执',
    place: '记录编号 {n}',
    check: '核对',
    good: '核对通过:这张票在记录里,编号 {n},主机已签字确认',
    again: '再取一次回执',
    copy: '复制回执,可打印',
    text: '回执全文(也可以粘贴别人的回执来核对)',
    points: '投什么票都不影响积分',
  },
  record: {
    title: '核验整份记录',
    start: '开始核验',
    stop: '停下',
    done: '已核验 {done} / {size}',
    stopped: '已停下,没有结果',
    findings: '发现的问题',
  },
  verify: {
    ok: '核验通过:记录完整,没有被改动',
    bad: '核验不通过:从第{n}条记录起对不上,请联系监督员',
    explain: '本页在您手机上核验,不上传您的内容',
  },
  problem: {
    opening: '正在打开……',
    retry: '再试一次',
    network: '没有送到主机。您填的都还在,请再试一次。',
    storage: '这部手机存不下新内容,请清理空间后再试。',
    other: '没有成功。您填的都还在,请再试一次,或打电话给社区。',
  },
};

/** A sentence with its {fields} filled in. */
function say(sentence, fields) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? String(fields[name]) : whole));
}

module.exports = { words, say };
