//! The `aws` command that makes the call of the form.

use playground::scenario::{CallSpec, CallerRef};
use playground::session::DeviceFace;
use serde_json::Value;
use sts::model::Operation;

use super::params;

/// `aws sts assume-role --role-arn …`; `None`: there is no such command here.
pub fn command_line(call: &CallSpec, faces: &[DeviceFace]) -> Option<String> {
    let mut words = match call.action.split_once(':')? {
        ("sts", operation) => {
            let mut words = vec!["aws".to_owned(), "sts".to_owned(), kebab(operation)];
            for member in Operation::named(operation)?.input {
                if let Some(value) = call.params.get(member.name) {
                    words.push(format!("--{}", kebab(member.name)));
                    words.push(quoted(&argument(value, faces)));
                }
            }
            words
        }
        ("s3", operation) => s3(operation, &params::text(call.params.get("Resource")))?,
        _ => return None,
    };
    if call.caller == CallerRef::Unsigned {
        words.push("--no-sign-request".to_owned());
    }
    Some(words.join(" "))
}

fn s3(operation: &str, resource: &str) -> Option<Vec<String>> {
    let path = resource.strip_prefix("arn:aws:s3:::")?;
    let (bucket, key) = path.split_once('/').unwrap_or((path, ""));
    let command = match operation {
        "ListBucket" => "list-objects-v2",
        "GetObject" => "get-object",
        "PutObject" => "put-object",
        "DeleteObject" => "delete-object",
        _ => return None,
    };
    let mut words: Vec<String> = ["aws", "s3api", command, "--bucket"]
        .map(str::to_owned)
        .to_vec();
    words.push(quoted(bucket));
    if operation != "ListBucket" {
        words.extend(["--key".to_owned(), quoted(key)]);
    }
    if operation == "GetObject" {
        words.push("/dev/stdout".to_owned());
    }
    Some(words)
}

fn argument(value: &Value, faces: &[DeviceFace]) -> String {
    let device = value.get("device").and_then(Value::as_str);
    match device {
        Some(serial) => faces
            .iter()
            .find(|face| &*face.serial == serial)
            .map_or_else(|| "CODE".to_owned(), |face| face.code.clone()),
        None => params::text(Some(value)),
    }
}

/// `AssumeRole` → `assume-role`
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for (at, c) in name.chars().enumerate() {
        if c.is_ascii_uppercase() && at > 0 {
            kebab.push('-');
        }
        kebab.push(c.to_ascii_lowercase());
    }
    kebab
}

/// As a POSIX shell takes it for one word.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@,+%".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(action: &str, params: Value, command: Option<&str>) {
        let Value::Object(params) = params else {
            panic!("parameters are an object")
        };
        let call = CallSpec {
            caller: CallerRef::User {
                name: "111111111111/alice".into(),
                key: 1,
            },
            action: action.into(),
            params: params.into_iter().collect(),
            ..CallSpec::default()
        };
        let face = DeviceFace {
            serial: "arn:aws:iam::111111111111:mfa/alice".into(),
            owner: "111111111111/alice".into(),
            code: "123456".into(),
            seconds_left: 12,
            used: false,
        };
        assert_eq!(command_line(&call, &[face]).as_deref(), command);
    }

    #[test]
    fn operations_of_sts() {
        check(
            "sts:GetCallerIdentity",
            json!({}),
            Some("aws sts get-caller-identity"),
        );
        check(
            "sts:AssumeRole",
            json!({
                "RoleArn": "arn:aws:iam::222222222222:role/R",
                "DurationSeconds": 900,
                "TokenCode": {"device": "arn:aws:iam::111111111111:mfa/alice"},
                "Policy": "{\"it's\": 1}",
            }),
            Some(
                r#"aws sts assume-role --role-arn arn:aws:iam::222222222222:role/R --policy '{"it'\''s": 1}' --duration-seconds 900 --token-code 123456"#,
            ),
        );
        check(
            "sts:AssumeRole",
            json!({"Tags": [{"Key": "a b", "Value": "c"}], "Unknown": "x"}),
            Some(r#"aws sts assume-role --tags '[{"Key":"a b","Value":"c"}]'"#),
        );
    }

    #[test]
    fn resources() {
        check(
            "s3:ListBucket",
            json!({"Resource": "arn:aws:s3:::bucket"}),
            Some("aws s3api list-objects-v2 --bucket bucket"),
        );
        check(
            "s3:GetObject",
            json!({"Resource": "arn:aws:s3:::bucket/a/b c"}),
            Some("aws s3api get-object --bucket bucket --key 'a/b c' /dev/stdout"),
        );
        check("sqs:SendMessage", json!({"Resource": "*"}), None);
    }
}
