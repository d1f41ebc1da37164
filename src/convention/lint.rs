//! What a convention may not say, found by its wording (SPEC.md section 8).
//!
//! A hit is a question to the legal adviser, not a judgement; but a hit that blocks keeps an article
//! from the vote until the adviser has answered it.
//!
//! ```
//! use guanjia::convention::{LINT_RULES, Level, lint};
//! let hits = lint("拒不改正的,公开姓名和门牌号,并罚款一百元。");
//! assert!(hits.iter().all(|hit| hit.level == Level::Block));
//! // Every hit says on which law it rests and what to write instead.
//! let fine = hits.iter().find(|hit| hit.rule == "fine").unwrap();
//! assert_eq!(fine.words, "罚款");
//! assert!(fine.basis.contains("行政处罚法"));
//! let rule = LINT_RULES.iter().find(|rule| rule.id == fine.rule).unwrap();
//! assert_eq!((rule.zh, rule.suggestion), ("罚款、违约金", fine.suggestion));
//! ```

use serde::{Deserialize, Serialize};

use crate::map::Order;
use crate::wording::{Negation, Wording};

/// What a review or a lint says of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Nothing against it 无意见.
    Ok,
    /// To be thought over and answered 提示.
    Warn,
    /// May not be put to a vote 不得提交表决.
    Block,
}

/// A rule of the lint: wording to look for, and what to say about it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct LintRule {
    /// The name that never changes, such as `fine`.
    pub id: &'static str,
    /// What it is about, in Chinese.
    pub zh: &'static str,
    /// How much it says.
    pub level: Level,
    /// Wording looked for: words in order, `|` between alternatives, `#` a number, `..` some words.
    pub patterns: &'static [&'static str],
    /// Wording in which the patterns mean something else.
    pub except: &'static [&'static str],
    /// The law it rests on, in Chinese.
    pub basis: &'static str,
    /// What to write instead, in Chinese.
    pub suggestion: &'static str,
}

/// A place in a text that a rule of the lint speaks to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LintHit {
    /// The first character, counted in characters from 0.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
    /// The rule.
    pub rule: &'static str,
    /// How much it says here: wording about what an authority does by law is only a warning.
    pub level: Level,
    /// The words met.
    pub words: String,
    /// The law it rests on, in Chinese.
    pub basis: &'static str,
    /// What to write instead, in Chinese.
    pub suggestion: &'static str,
}

/// Looks for wording that a convention may not have. What is ruled out (不罚款) is not met.
///
/// ```
/// use guanjia::convention::{Level, lint};
/// let hits = lint("不牵绳一次罚 款１００元");
/// assert_eq!((hits[0].rule, hits[0].level), ("fine", Level::Block));
/// assert_eq!((hits[0].start, hits[0].end, hits[0].words.as_str()), (5, 8, "罚 款"));
/// assert!(lint("社区不罚款、不扣犬、不公开个人信息。").is_empty());
/// ```
pub fn lint(text: &str) -> Vec<LintHit> {
    let wording = Wording::new(text);
    let mut met: Vec<_> = RULES
        .iter()
        .flat_map(|rule| {
            let except: Vec<_> = rule.except.iter().flat_map(|pattern| wording.find_all(pattern)).collect();
            let spans = rule.patterns.iter().flat_map(|pattern| wording.find_all(pattern));
            let spans: Vec<_> = spans.filter(|span| !except.iter().any(|except| span.is_meant_by(*except))).collect();
            spans.into_iter().map(move |span| (span, rule))
        })
        .collect();
    met.order_by_key(|(span, rule)| (*span, rule.id));

    let mut seen: Vec<_> = Vec::new();
    let mut hits: Vec<LintHit> = Vec::new();
    for (span, rule) in met {
        let negation = wording.negation(span, &seen);
        seen.push((span, negation));
        let place = wording.original(span);
        let again = hits.iter().any(|hit| hit.rule == rule.id && place.start < hit.end);
        if negation != Negation::None || again {
            continue;
        }
        let lawful = rule.level == Level::Block && by_an_authority(&wording.sentence_before(span.start));
        hits.push(LintHit {
            start: place.start,
            end: place.end,
            rule: rule.id,
            level: if lawful { Level::Warn } else { rule.level },
            words: text.chars().skip(place.start).take(place.end.saturating_sub(place.start)).collect(),
            basis: rule.basis,
            suggestion: rule.suggestion,
        });
    }
    hits
}

/// The rules of the lint.
pub const LINT_RULES: &[LintRule] = RULES;

/// 由公安机关依法处以罚款 tells what the law does; no word of the community's own doing may stand in
/// between.
fn by_an_authority(before: &Wording) -> bool {
    const AUTHORITIES: &str =
        "公安|派出所|城管|行政机关|执法|主管部门|有关部门|职能部门|人民法院|市场监管|农业农村部门";
    const OWN: &str = "社区|居委会|物业|业委会|百姓管家|小区|我们|本公约";
    let (authorities, own) = (before.find(AUTHORITIES), before.find(OWN));
    let own_after = |at: usize| own.iter().any(|span| span.start >= at);
    authorities.last().is_some_and(|last| !own_after(last.start)) && before.has(&["依法|依照|依据|按照法律|根据"])
}

const RULES: &[LintRule] = &[
    LintRule {
        id: "fine",
        zh: "罚款、违约金",
        level: Level::Block,
        patterns: &[
            "罚款|罚金|罚钱|罚没|罚单",
            "处罚|罚|处以|处 # 元|块|圆|百|千|万",
            "违约金|滞纳金|惩罚金|惩戒金|赎金",
            "交|缴|付|扣|赔 .. # 元|块|圆 .. 再犯|违反|违约|违规|教训|作为惩|以示",
            "违反|违约|违规|违者|不改|再犯 .. 交|缴|付|扣|赔|掏|出 .. # 元|块|圆",
            "处罚",
            "罚 #|扫|抄|站|跪|劳动|清扫|打扫|值班|请",
            "的|者 .. 给|拿|掏|交|缴|付|补|扣 # 元|块|圆|百|千",
            "赔|赔偿|赔钱|补偿|支付|扣|扣除|抵扣 .. # 元|块|圆",
            "扣|扣除|扣减|抵扣 .. 押金|保证金|工资|奖金",
        ],
        except: &["处罚法|处罚条例|处罚决定|处罚程序"],
        basis: "行政处罚法第16、17条:村规民约、公约不得设定行政处罚",
        suggestion: "改为提醒—登门—报告三步处理",
    },
    LintRule {
        id: "seizure",
        zh: "扣押、没收",
        level: Level::Block,
        patterns: &[
            "扣押|扣留|扣走|扣犬|扣狗|没收|收缴|罚没|查扣|扣车|锁车|拖车|拖离|代管犬|代管狗",
            "一律|违者|违规|乱停 .. 拖走|锁|放气",
            "收走|带走|牵走|抓走|拖走|拉走|拿走 .. 犬|狗|宠物|车|物品|财物",
            "犬|狗|宠物|车|物品|财物 .. 收走|带走|牵走|抓走|拖走|拉走|拿走",
            "强制|强行 拆除|清除|清理|搬走|送走|送养",
        ],
        except: &["没收到", "没收拾", "没收回"],
        basis: "居委会组织法第31条:不得侵犯财产权利",
        suggestion: "报告公安机关依法处理",
    },
    LintRule {
        id: "naming",
        zh: "公布姓名、门牌、照片",
        level: Level::Block,
        patterns: &[
            "公布|公开|张贴|曝光|通报|公示|贴出|发布|上墙|晒出|披露|点名 .. 姓名|名字|门牌|房号|住址|照片|头像|人脸|身份证|电话|手机号|个人信息|视频",
            "姓名|名字|门牌|房号|住址|照片|头像|人脸|身份证|电话|手机号|个人信息|视频 .. 公布|公开|张贴|曝光|通报|公示|贴出|发布|上墙|晒出|披露|发到",
            "黑名单|黑榜|红黑榜|曝光台|曝光栏|点名批评|指名道姓",
            "曝光|公布|公示|通报 .. 违约户|违规户|违反者|违约人|违约者|违规者|当事人|养犬人",
            "屡教不改|违约者|违约户|违规者|违规户|违反者|违者|不改的|不听劝 .. 公示|公布|曝光|通报|张贴",
            "公开道歉|公开检讨|当众道歉|当众检讨|登报|全楼通报|全小区通报",
        ],
        except: &["投诉电话|监督电话|举报电话|服务电话|报修电话|值班电话|联系电话|办公电话|咨询电话"],
        basis: "个人信息保护法第25条;民法典第1034条",
        suggestion: "只公布楼栋次数,少于5次的并入“其他”",
    },
    LintRule {
        id: "exclusion",
        zh: "排斥租户、外来人员",
        level: Level::Block,
        patterns: &[
            "禁止|不准|不得|不许|不让|严禁|谢绝|拒绝|不允许 租户|租客|承租|租房|租住|外来|外地|非业主|非本",
            "租户|租客|承租人|租房|外来人员|外地人|非业主|非本地 .. 禁止|不准|不得|不许|不让|严禁|不能|无权|不允许",
            "只准|仅限|只限|只允许 业主|本地|本小区|户籍",
            "不得|不准|不许|禁止|严禁 .. 租给|出租 .. 外来|外地|租户|非本",
            "取消|剥夺 .. 投票|表决|选举|资格|权利",
            "赶出|驱逐|清退|搬离|撵走|逐出|轰出",
        ],
        except: &["歧视|排斥|刁难 租户|租客|承租|外来|外地|非业主", "评选|评优|评先|荣誉|文明家庭 .. 资格|权利"],
        basis: "居委会组织法第31条:同等对待,不得侵犯民主权利和财产权利",
        suggestion: "删除",
    },
    LintRule {
        id: "levy",
        zh: "强制收费",
        level: Level::Block,
        patterns: &[
            "每月|每年|每季|每户|每次|每只|每条|每犬|每人|按月|按年|按户|一律|必须|统一|强制|应当 .. 交|缴|收|付|出 .. 元|块|圆|费|押金|保证金",
            "交纳|缴纳|收取|加收|征收|摊派 .. 费|押金|保证金|元|块|圆|款",
            "交|缴|收 # 元|块|圆",
            "交|缴|收|付 .. 押金|保证金|清洁费|卫生费|管理费|养犬费|赞助费",
        ],
        except: &[
            "物业费|物业服务费|水费|电费|水电费|燃气费|停车费|医疗费|医药费|税费|诉讼费",
            "免费|不收费",
            "自愿|认捐 .. 元|块|圆|费|款|押金|保证金",
        ],
        basis: "居委会组织法第42条:向居民筹资须自愿",
        suggestion: "改为自愿认捐",
    },
    LintRule {
        id: "cut-off",
        zh: "停水停电、停用门禁",
        level: Level::Block,
        patterns: &[
            "停水停电|断水断电|停水断电|断电断水|断水|断电|停供|掐电|掐水|限水限电",
            "对|给|户|者|予以|直接|否则|可以|将 .. 停水|停电|停气|停暖|断网",
            "停用|注销|锁|取消|关闭|停止 .. 门禁|电梯卡|水电|供水|供电|供气|供热",
        ],
        except: &["停水|停电|断水|断电|停气 期间|时|前|后|通知|检修"],
        basis: "民法典第944条第3款:不得采取停止供电、供水、供热、供燃气等方式",
        suggestion: "删除;先沟通,再依法调解或者诉讼",
    },
    LintRule {
        id: "killing",
        zh: "捕杀、当流浪犬处理",
        level: Level::Block,
        patterns: &[
            "当|按|作|视为|视作|等同 野狗|野犬|流浪犬|流浪狗|无主犬|无主狗",
            "打死|捕杀|扑杀|毒杀|毒死|药死|处死|杀死|弄死|格杀|宰杀|灭杀|投毒|打狗",
            "人道毁灭|就地处理|就地处置",
        ],
        except: &["有人|他人 .. 投毒|毒杀|毒死|打死|捕杀"],
        basis: "动物防疫法第30条:流浪犬控制和处置由街道、乡镇组织协调",
        suggestion: "删除,改为报告",
    },
    LintRule {
        id: "person",
        zh: "侵犯人身、进入住宅",
        level: Level::Block,
        patterns: &[
            "罚站|罚跪|罚抄|游街|示众|关押|拘禁|扣人|搜身|殴打|体罚",
            "强行|强制|破门|撬锁|直接 入户|进入|进屋|搜查|开锁",
            "入户搜查|破门而入",
        ],
        except: &["强行进入电梯"],
        basis: "居委会组织法第31条:不得侵犯人身权利;民法典第1011、1033条",
        suggestion: "删除;有违法犯罪嫌疑的,报告公安机关",
    },
    LintRule {
        id: "rights",
        zh: "与低保、入学、开证明等权益挂钩",
        level: Level::Block,
        patterns: &[
            "取消|停发|扣发|扣减|不予|不给|拒绝|暂停|影响|剥夺|挂钩 .. 低保|救助|补贴|补助|养老金|福利|入学|入托|医保|公租房|证明|盖章",
            "扣除|扣减|扣发|取消|停发|不得享受|不再享受 .. 分红|福利|补贴|补助|待遇",
            "低保|救助|补贴|补助|养老金|福利|入学|入托|医保|公租房|证明|盖章 .. 取消|停发|扣发|扣减|不予|不给|暂停|挂钩",
        ],
        except: &["免疫证明|登记证明"],
        basis: "居委会组织法第31条:不得侵犯合法权益;行政处罚法第16条",
        suggestion: "删除",
    },
    LintRule {
        id: "remedy",
        zh: "不许投诉、报警、起诉",
        level: Level::Block,
        patterns: &[
            "不得|不准|不许|禁止|严禁|不能|不允许 .. 投诉|报警|起诉|上访|信访|举报|诉讼|向外反映",
            "放弃 .. 诉讼|起诉|投诉|追究",
        ],
        except: &["打击报复|诬告|虚假|恶意 投诉|举报|起诉|信访|上访|诉讼"],
        basis: "宪法第41条;居委会组织法第31条",
        suggestion: "改为“可以先请百姓管家调解,不影响依法投诉、起诉”",
    },
    LintRule {
        id: "number-limit",
        zh: "限养数量",
        level: Level::Warn,
        patterns: &[
            "只准|只能|只许|限养|限|最多|至多|不得超过|不超过|仅可 .. # 只|条|头",
            "一户一犬|一户一狗|一家一犬|一家一只|限养",
        ],
        except: &[],
        basis: "限养数量由法规规定,公约只能提示",
        suggestion: "改为“按规定执行”",
    },
    LintRule {
        id: "absolute",
        zh: "绝对禁止、不留例外",
        level: Level::Warn,
        patterns: &[
            "一律|绝对|任何情况|任何时候|全天|全面|永久|无条件 .. 不准|不得|禁止|不许|不让|不能|禁养",
            "# 点|时|:00 后|以后|之后|起 .. 不准|不得|禁止|不许|严禁",
            "一概不|全面禁养|全域禁养",
        ],
        except: &[],
        basis: "绝对禁止缺少依据,宜为倡导并留例外",
        suggestion: "改为倡导时段+特殊情况除外",
    },
    LintRule {
        id: "disclaimer",
        zh: "后果自负、概不负责",
        level: Level::Warn,
        patterns: &["后果自负|责任自负|概不负责|生死自负|不承担任何责任"],
        except: &[],
        basis: "民法典第506条:造成人身损害的免责条款无效",
        suggestion: "改为“依法承担责任”",
    },
];
