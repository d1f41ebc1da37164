//! The codes about what it takes to be an entry of a record, and to be signed (SPEC.md section 9).
//!
//! ```
//! let error = "Q 1".parse::<guanjia::Id>().unwrap_err();
//! assert!(error.zh().contains("“Q 1”") && error.en().contains("“Q 1”")); // both name what is wrong
//! ```

macro_rules! record {
    ([$next:ident $($after:ident)*] $($rows:tt)*) => { $next! { [$($after)*] $($rows)*
    // Encodings
    Base64Invalid "base64.invalid" Fault
        "“{value}”不是规范的 base64url 编码" "“{value}” is not strict base64url";
    IdInvalid "id.invalid" Fault
        "“{value}”不能作编号:编号由 1 至 64 个字母、数字、点、横线或下划线组成" "“{value}” is not an identifier: 1 to 64 letters, digits, dots, dashes or underscores";
    DateInvalid "date.invalid" Fault
        "“{value}”不是日期,应写成 2026-05-16 的样子" "“{value}” is not a date such as 2026-05-16";
    RatioInvalid "ratio.invalid" Fault
        "{num}/{den} 不是比例:分母不得为零,两数都不得超过 2^53 - 1" "{num}/{den} is not a ratio: the denominator must not be zero, and neither may be above 2^53 - 1";
    JsonInvalid "json.invalid" Fault
        "内容不合格式:{reason_zh}" "the content does not have the expected form: {reason}";
    JsonNotCanonical "json.not-canonical" Fault
        "内容不是规范写法:成员须按名称排序、不得重复、不得有多余空白或默认值" "the content is not in canonical form: members sorted, none twice, no blanks, no defaults spelled out";
    // Measures
    MeasureTooLarge "measure.too-large" Fault
        "{measure}合计超出可精确记录的整数范围(2^53−1)" "the total of {measure} is above 2^53 - 1, the largest integer that is kept exactly";
    // Machines
    MachineStep "machine.step" Fault
        "{machine_zh}现在是“{state_zh}”,不能“{event_zh}”" "“{event}” cannot happen to a {machine} that is “{state}”";
    MachineRole "machine.role" Fault
        "{machine_zh}是“{state_zh}”时,“{event_zh}”不由{role_zh}办理" "“{event}” on a {machine} that is “{state}” is not for the role “{role}”";
    // Reasons
    ReasonShort "reason.short" Fault
        "理由“{reason}”太短:请用不少于五个字说明为什么" "the reason “{reason}” is too short: say why in at least five characters";
    // Words
    WordsEmpty "words.empty" Fault
        "内容不能为空" "there is nothing written here";
    WordsPersonal "words.personal" Fault
        "文字里有“{what}”,能认出是谁:记录不能删改,请去掉电话、证件号和门牌,或者保密提交" "the words have “{what}” in them, which tells who it is: nothing is ever taken off the record, so leave out numbers and doors or keep the words off it";
    WordsSaltShort "words.salt-short" Fault
        "盐值只有 {bytes} 字节:不上链的文字须用至少 16 字节随机盐值保护,以免被猜出" "the salt has {bytes} bytes: a text kept off the record needs at least 16 random ones, or it could be guessed";
    WordsDiffer "words.differ" Fault
        "出示的文字与记录中的摘要对不上" "the text shown is not the one whose digest is on the record";
    // Keys and signatures
    KeyInvalid "key.invalid" Fault
        "“{key}”不是有效的 Ed25519 公钥" "“{key}” is not a valid Ed25519 public key";
    KeySeed "key.seed" Fault
        "私钥应为 43 个 base64url 字符(32 字节);请用原来导出的内容,不要改动" "a secret key is 43 characters of base64url (32 bytes); use it just as it was exported";
    KeyWeak "key.weak" Fault
        "公钥“{key}”不安全,任何人都能伪造它的签名,请重新生成" "the public key “{key}” is unsafe: anyone can forge its signatures, so make a new one";
    KidInvalid "kid.invalid" Fault
        "“{value}”不是密钥编号:应为 11 个 base64url 字符" "“{value}” is not a key identifier: 11 characters of base64url";
    SignatureInvalid "signature.invalid" Fault
        "签名不是密钥“{kid}”对这份内容所签" "the signature is not by the key “{kid}” over this content";
    // The record
    EntryKind "entry.kind" Fault
        "“{kind}”不能作条目种类:应为小写字母单词,以横线相连,至多 32 字节" "“{kind}” is not a kind of entry: small letters in words joined by dashes, at most 32 bytes";
    EntryTooLong "entry.too-long" Fault
        "条目长 {len} 字节,超过上限 {limit} 字节" "the entry has {len} bytes, more than the limit of {limit}";
    EntryMalformed "entry.malformed" Fault
        "条目不是规范的 JWS:应为三段无填充的 base64url,以点相连,签名 64 字节" "the entry is not a strict JWS: three parts of unpadded base64url joined by dots, with a signature of 64 bytes";
    EntryHeader "entry.header" Fault
        "条目的头部与规定的写法不符" "the header of the entry is not written as it must be";
    EntryNotText "entry.not-text" Fault
        "条目的内容不是 UTF-8 文本" "the payload of the entry is not UTF-8 text";
    EntryOtherKey "entry.other-key" Fault
        "条目写明由密钥“{kid}”签名,而不是“{expected}”" "the entry says that it was signed by the key “{kid}”, not by “{expected}”";
    KeyNameInvalid "key-name.invalid" Fault
        "“{value}”不能作记录或见证方的名称:不得为空,不得含空白、加号或控制字符" "“{value}” cannot name a record or a witness: it must not be empty or have blanks, plus signs or control characters";
    VkeyInvalid "vkey.invalid" Fault
        "“{value}”不是验证公钥,应写成“名称+编号+base64”的样子" "“{value}” is not a verifier key of the form name+id+base64";
    VkeyType "vkey.type" Fault
        "验证公钥“{value}”的类型不适用于此处" "the verifier key “{value}” is of a type that cannot be used here";
    NoteControl "note.control" Fault
        "第 {line} 行含有控制字符" "line {line} has a control character";
    NoteSignature "note.signature" Fault
        "第 {line} 行应为签名行,前有一个空行" "line {line} should be a signature line, after one empty line";
    NoteTooMany "note.too-many" Fault
        "第 {line} 行:签名超过 {limit} 个" "line {line}: there are more than {limit} signatures";
    CheckpointMalformed "checkpoint.malformed" Fault
        "第 {line} 行:检查点应为三行,依次是记录名称、条目数、树根" "line {line}: a checkpoint has three lines: origin, size and root";
    CheckpointUnsigned "checkpoint.unsigned" Fault
        "“{origin}”的检查点没有可信记录方的签名" "the checkpoint of “{origin}” is not signed by a log that is relied on";
    PolicyMalformed "policy.malformed" Fault
        "信任策略第 {line} 行不合格式" "line {line} of the policy is not a log, witness, group or quorum line";
    PolicyNameTaken "policy.name-taken" Fault
        "信任策略第 {line} 行:名称“{name}”已被使用" "line {line} of the policy: the name “{name}” is taken";
    PolicyNameUnknown "policy.name-unknown" Fault
        "信任策略第 {line} 行:名称“{name}”未在前面定义" "line {line} of the policy: the name “{name}” is not defined above";
    PolicyMemberTwice "policy.member-twice" Fault
        "信任策略第 {line} 行:“{name}”已是某一组的成员" "line {line} of the policy: “{name}” is a member of a group already";
    PolicyKeyTwice "policy.key-twice" Fault
        "信任策略第 {line} 行:公钥“{name}”重复" "line {line} of the policy: the key “{name}” is there already";
    PolicyNoQuorum "policy.no-quorum" Fault
        "信任策略没有写明见证要求(quorum 行)" "the policy has no quorum line";
    PolicyUnmet "policy.unmet" Fault
        "检查点的见证签名没有达到要求“{quorum}”" "the checkpoint has too few cosignatures for the quorum “{quorum}”";
    ProofMalformed "proof.malformed" Fault
        "收录证明第 {line} 行不合格式" "line {line} of the proof is not as it should be";
    ProofInclusion "proof.inclusion" Fault
        "不能证明该条目是 {size} 条记录中的第 {index} 条(从 0 起)" "the entry is not proven to be number {index} (from 0) of the {size} on the record";
    ProofConsistency "proof.consistency" Fault
        "不能证明 {to} 条的记录是由 {from} 条的记录续写而成" "the record of {to} entries is not proven to continue that of {from}";
    ReceiptNoEntry "receipt.no-entry" Fault
        "回执中没有条目" "the receipt has no entry in it";
    ReceiptBeyond "receipt.beyond" Fault
        "签注只到 {size} 条,还不包括第 {index} 条:请等下一次签注" "the checkpoint covers {size} entries and not entry {index} yet: wait for the next one";
    BundleHeader "bundle.header" Fault
        "第 {line} 行应为 guanjia-bundle/v1" "line {line} should be guanjia-bundle/v1";
    BundleCount "bundle.count" Fault
        "第 {line} 行:条目数与写明的不符,或没有写明" "line {line}: the entries are not as many as announced, or no number is announced";
    BundleEntry "bundle.entry" Fault
        "第 {line} 行不能是条目:为空、过长或含有可见 ASCII 以外的字符" "line {line} cannot be an entry: it is empty, too long, or has anything but visible ASCII";
    // Events
    EventUnknown "event.unknown" Fault
        "没有“{kind}”这种条目" "there is no kind of entry “{kind}”";
    EventReMissing "event.re-missing" Fault
        "“{kind}”须用 re 写明它针对哪一条记录" "an entry “{kind}” must name in re the entry it is about";
    EventReUnexpected "event.re-unexpected" Fault
        "“{kind}”不针对别的条目,不应有 re" "an entry “{kind}” is not about another one and has no re";
    // Entries and who signs them
    EntryRepeated "entry.repeated" Fault
        "同一条目已在记录中,不重复计入" "the same entry is on the record already";
    EntryForeign "entry.foreign" Fault
        "这条是写给“{aud}”的,不是写给本记录“{origin}”的" "this entry is meant for “{aud}”, not for this record “{origin}”";
    EntrySequence "entry.sequence" Fault
        "签名人的序号 {seq} 不大于上一条的 {last},可能是旧条目重放" "the signer's sequence number {seq} is not above {last}, that of the entry before; it may be replayed";
    CharterMissing "charter.missing" Fault
        "记录的第一条必须是章程(charter)" "the first entry of a record must be its charter";
    CharterRepeated "charter.repeated" Fault
        "章程只能是记录的第一条" "only the first entry of a record can be its charter";
    CharterFounder "charter.founder" Fault
        "章程须由其中第一个职务的密钥签署" "a charter is signed by the key of the first office in it";
    CharterFaceOnly "charter.face-only" Fault
        "不得把刷脸作为唯一的核验方式,请至少再提供一种(短信、社区码或现场)" "a face must not be the only way to prove who one is: offer text message, code or in person too";
    KeyUnknown "key.unknown" Fault
        "密钥“{kid}”不在名册和职务中,这条不予采信" "the key “{kid}” belongs to nobody on the register and to no office";
    KeyEnded "key.ended" Fault
        "密钥“{kid}”自第 {since} 条起已停用" "the key “{kid}” was ended by entry {since}";
    KeyTaken "key.taken" Fault
        "密钥“{kid}”已经登记过,请生成新的密钥" "the key “{kid}” is or was on the record already; make a new one";
    OfficeMissing "office.missing" Fault
        "这件事须由以下职务办理:{zh}" "this is for one of these offices to do: {roles}";
    OfficeUnknown "office.unknown" Fault
        "没有“{office}”这个职务" "there is no office “{office}”";
    MemberMissing "member.missing" Fault
        "这件事须由名册上的居民本人用自己的密钥办理" "this is for someone on the register to do with their own key";
    MemberNoKey "member.no-key" Listed
        "“{handle}”没有登记密钥,可以用纸质方式办理" "“{handle}” has no key on the record, and can do this on paper";
    AttestUnasked "attest.unasked" Fault
        "会签所指的条目“{re}”不需要会签,或者不存在" "the entry “{re}” asks for no further signature, or is not there";
    AttestSamePerson "attest.same-person" Fault
        "“{person}”已经签过,须由另一人会签" "“{person}” has signed this already; the further signature must be another person's";
    MemberOther "member.other" Fault
        "这件事须由“{handle}”本人办理" "this is for “{handle}” alone to do";
    TimeAhead "time.ahead" Warning
        "签名人的时钟比主机快十分钟以上;以主机时间和先后顺序为准" "the signer's clock is more than ten minutes ahead; the host's time and the order of the record count";
    TimeBackwards "time.backwards" Warning
        "主机时间从 {now} 倒退到 {at};沿用较晚的时间,请监督员查明" "the host's time went back from {now} to {at}; the later one is kept, and a supervisor should ask why";
    // Audit
    TreeRoot "tree.root" Fault
        "记录与签注对不上:签注写明 {size} 条、树根 {root};有条目被增删或改动" "the entries are not those of the checkpoint, which says {size} entries with the root {root}: something was added, removed or changed";
    CheckpointOrigin "checkpoint.origin" Fault
        "签注写的是“{named}”,而记录是“{origin}”" "the checkpoint is for “{named}”, but the record is “{origin}”";
    } };
}
