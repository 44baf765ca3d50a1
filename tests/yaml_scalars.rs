//! Scalars as Go's yaml.v3 reads them. The expectations were taken from that library, version 3.0.1.

use copilot_manifest_ls::yaml::Resolved::{
    self, Bool, Float, Int, Invalid, Merge, Null, Str, Timestamp, UInt,
};
use copilot_manifest_ls::yaml::{Style, parse_duration, resolve};

fn plain(text: &str) -> Resolved {
    resolve(text, Style::Plain, None)
}

#[test]
fn plain_scalars() {
    let rows: &[(&[&str], Resolved)] = &[
        (&["", "~", "null", "Null", "NULL"], Null),
        (&["true", "True", "TRUE"], Bool(true)),
        (&["false", "False", "FALSE"], Bool(false)),
        (
            &["tRue", "nULL", "yes", "on", "y", "N", "Off", "-", "+", ".", "..", "_1", "-_", "12:30", "1-2"],
            Str,
        ),
        (&["017", "0o17", "0O17", "0xF", "0XF", "0b1111", "0B1111", "+15", "1_5", "1__5_", "0_17"], Int(15)),
        (&["-017", "-0o17", "-0xF", "-0b1111", "-15", "0b-1111", "0o-17"], Int(-15)),
        (&["0", "00", "-0", "+0", "0x0"], Int(0)),
        (
            &[
                "0x", "0b", "0o", "0b2", "0o8", "0xg", "0x-1", "0B-1", "1e", "1e+", "e1", "1.2.3", "0x1p-2",
                "--1",
            ],
            Str,
        ),
        (&["1_024"], Int(1024)),
        (&["08", "8.", "8.0", "+8.0", "80e-1", "0.8e1", "0_8"], Float(8.0)),
        (&[".5", "0.5", "5e-1", ".5_0", "+.5"], Float(0.5)),
        (&["._5", ".5_", ".5__0", ".5_e1", ".e5", "1e400", "-1e400"], Str),
        (&[".inf", ".Inf", ".INF", "+.inf"], Float(f64::INFINITY)),
        (&["-.inf", "-.Inf"], Float(f64::NEG_INFINITY)),
        (&["inf", "Inf", "nan", "NaN", "+inf", ".iNF", "+.nan"], Str),
        (&["9223372036854775807"], Int(i64::MAX)),
        (&["-9223372036854775808"], Int(i64::MIN)),
        (&["9223372036854775808"], UInt(1 << 63)),
        (&["18446744073709551615", "0xFFFFFFFFFFFFFFFF"], UInt(u64::MAX)),
        (&["18446744073709551616"], Float(18446744073709551616.0)),
        (&["-9223372036854775809"], Float(-9223372036854775808.0)),
        (&["2001-01-01", "2001-1-1", "2000-02-29", "0000-01-01"], Timestamp),
        (&["2001-01-01T1:2:3Z", "2001-01-01t01:02:03.5+05:30", "2001-01-01  01:02:03,25"], Timestamp),
        (
            &[
                "2001-02-29",
                "1900-02-29",
                "2001-13-01",
                "2001-00-01",
                "2001-01-00",
                "2001-01-011",
                "20010-1-1",
            ],
            Str,
        ),
        (&["2001-01-01T24:00:00Z", "2001-01-01T01:02:03", "2001-01-01 1:2", "2001-01-01T1:2:3+0530"], Str),
        (&["<<"], Merge),
    ];
    for (texts, expected) in rows {
        for text in *texts {
            assert_eq!(plain(text), *expected, "{text:?}");
        }
    }
    assert!(matches!(plain(".nan"), Float(value) if value.is_nan()));
}

#[test]
fn quotes_and_tags() {
    for style in [Style::SingleQuoted, Style::DoubleQuoted, Style::Literal, Style::Folded] {
        for text in ["true", "1", "", "~", "<<", "2001-01-01"] {
            assert_eq!(resolve(text, style, None), Str);
            assert_eq!(resolve(text, style, Some("!")), Str);
        }
        assert_eq!(resolve("8080", style, Some("tag:yaml.org,2002:int")), Int(8080));
    }
    for (tag, text, expected) in [
        ("str", "8080", Str),
        ("int", "8080", Int(8080)),
        ("int", "abc", Invalid),
        ("int", "1.5", Invalid),
        ("float", "1", Float(1.0)),
        ("float", "x", Invalid),
        ("bool", "true", Bool(true)),
        ("bool", "yes", Invalid),
        ("null", "", Null),
        ("null", "x", Invalid),
        ("timestamp", "2001-01-01", Timestamp),
        ("timestamp", "x", Invalid),
        ("merge", "<<", Merge),
        ("merge", "x", Str),
        ("set", "1", Str),
    ] {
        assert_eq!(
            resolve(text, Style::Plain, Some(&format!("tag:yaml.org,2002:{tag}"))),
            expected,
            "{tag} {text}"
        );
    }
    assert_eq!(resolve("12", Style::Plain, Some("!Ref")), Str);
    assert_eq!(resolve("12", Style::Plain, Some("!")), Int(12));
}

#[test]
fn integers() {
    let sixteen = u64::from(u16::MAX);
    for (text, int, uint16) in [
        ("256.7", Some(256), Some(256)),
        ("-1.5", Some(-1), None),
        ("-0.5", Some(0), Some(0)),
        ("65535.9", Some(65535), Some(65535)),
        ("65536", Some(65536), None),
        ("-1", Some(-1), None),
        ("1e3", Some(1000), Some(1000)),
        ("9223372036854775808", None, None),
        ("9.3e18", None, None),
        // The conversion of a float just above the range wraps on the machines that Copilot is built for.
        ("9.223372036854775808e18", Some(i64::MIN), None),
        ("-.inf", Some(i64::MIN), None),
        (".inf", None, None),
        (".nan", None, None),
        ("true", None, None),
        ("x", None, None),
        ("~", None, None),
    ] {
        assert_eq!((plain(text).as_int(), plain(text).as_uint(sixteen)), (int, uint16), "{text}");
    }
    assert_eq!(plain("18446744073709551615").as_uint(u64::MAX), Some(u64::MAX));
    assert_eq!(resolve("8080", Style::DoubleQuoted, None).as_int(), None);
}

#[test]
fn floats_booleans_strings() {
    assert_eq!(plain("017").as_float(), Some(15.0));
    assert_eq!(plain("18446744073709551615").as_float(), Some(18446744073709551615.0));
    assert_eq!((plain("x").as_float(), plain("~").as_float(), plain("true").as_float()), (None, None, None));
    for style in [Style::Plain, Style::SingleQuoted, Style::Literal] {
        for (text, expected) in
            [("yes", true), ("On", true), ("y", true), ("n", false), ("OFF", false), ("No", false)]
        {
            assert_eq!(resolve(text, style, None).as_bool(text), Some(expected), "{text}");
        }
        for text in ["yEs", "1", "0", "", "x"] {
            assert_eq!(resolve(text, style, None).as_bool(text), None, "{text}");
        }
    }
    assert_eq!(plain("True").as_bool("True"), Some(true));
    assert_eq!(resolve("true", Style::SingleQuoted, None).as_bool("true"), None);
    for text in ["yes", "1.50", "0x1F", "22:22", "2001-01-01", "true"] {
        assert_eq!(plain(text).as_string(text), Some(text));
    }
    assert_eq!((plain("~").as_string("~"), Invalid.as_string("x")), (None, None));
}

#[test]
fn durations() {
    let second = 1_000_000_000;
    for (text, expected) in [
        ("300ms", Some(300_000_000)),
        ("1h30m", Some(5400 * second)),
        ("1.5h", Some(5400 * second)),
        (".5s", Some(500_000_000)),
        ("1.s", Some(second)),
        ("-1m", Some(-60 * second)),
        ("+1m", Some(60 * second)),
        ("1µs1μs1us", Some(3000)),
        ("0", Some(0)),
        ("-0", Some(0)),
        ("0s", Some(0)),
        ("2m1h", Some(3720 * second)),
        ("9223372036854775807ns", Some(i64::MAX)),
        ("9223372036854775808ns", None),
        ("-9223372036854775808ns", Some(i64::MIN)),
        ("2562048h", None),
        ("9999999999999999999999s", None),
        ("0.3333333333333333333h", Some(1_200_000_000_000)),
        ("1d", None),
        ("1", None),
        ("", None),
        ("-", None),
        ("s", None),
        (".s", None),
        ("1h1", None),
        ("1 s", None),
    ] {
        assert_eq!(parse_duration(text), expected, "{text:?}");
    }
    assert_eq!(plain("10s").as_duration("10s"), Some(10 * second));
    assert_eq!((plain("10").as_duration("10"), plain("0").as_duration("0")), (None, None));
    assert_eq!(resolve("0", Style::DoubleQuoted, None).as_duration("0"), Some(0));
}
