//! Request: who calls, what, with what.

pub mod action;
pub mod caller;
pub mod command_line;
pub mod parameter;
pub mod params;
pub mod presented;
pub mod token_code;

use std::collections::BTreeMap;
use std::rc::Rc;

use playground::scenario::{CallSpec, CallerRef};
use playground::session::{DeviceFace, Shown};
use playground::{Command, Session};
use serde_json::Value;
use sts::model::Member;
use yew::prelude::*;

use crate::components::copy_button::CopyButton;
use crate::components::field::{Choice, ChoiceField};
use crate::components::icon::{Glyph, view_icon};
use crate::dispatch::{Dispatch, use_dispatch};
use crate::js::dom;
use parameter::{Changes, Surroundings, view_parameter};
use presented::view_presented;

/// Props of [`RequestPanel`].
#[derive(Properties, PartialEq)]
pub struct RequestPanelProps {
    /// World, tape and clock.
    pub session: Rc<Session>,
    /// What the Decision pane shows.
    pub shown: Rc<Shown>,
}

/// Who calls, what, with what.
#[component]
pub fn RequestPanel(props: &RequestPanelProps) -> Html {
    let dispatch = use_dispatch();
    let session = &props.session;
    let faces = session.devices();
    let line = command_line::command_line(&session.scenario().request, &faces);
    let onsubmit = dispatch.callback(|event: SubmitEvent| {
        event.prevent_default();
        Command::Run
    });
    html! {
        <section class="panel request-panel" aria-labelledby="request-title">
            <header>
                <h2 id="request-title"><span class="number" aria-hidden="true">{ "1" }</span>{ "Request" }</h2>
                if let Shown::Recorded(entry, _) = &*props.shown {
                    <span class="tag" data-kind="recorded">{ format!("sent as call {entry}") }</span>
                }
            </header>
            <div class="body">
                <form id="request-form" class="fields" {onsubmit}>
                    <RequestFields session={session.clone()} />
                </form>
            </div>
            <footer>
                <button type="submit" form="request-form" class="primary">
                    { view_icon(Glyph::Send) }{ "Run" }<kbd>{ "Ctrl+Enter" }</kbd>
                </button>
                if let Some(line) = line {
                    <div class="command-line">
                        <code id="request-command" tabindex="0" role="textbox" aria-readonly="true"
                            aria-label="The same call as a command">{ &line }</code>
                        <CopyButton text={line} what="the command" source="request-command" />
                    </div>
                }
            </footer>
        </section>
    }
}

/// Props of [`RequestFields`].
#[derive(Properties, PartialEq)]
pub struct RequestFieldsProps {
    /// World, tape and clock.
    pub session: Rc<Session>,
}

/// The fields of the form. Parameters of another operation come back when it is chosen again.
#[component]
pub fn RequestFields(props: &RequestFieldsProps) -> Html {
    let dispatch = use_dispatch();
    let stash = use_mut_ref(BTreeMap::<String, Value>::new);
    use_effect_with((), |()| dom::mark("interactive"));
    let session = &props.session;
    let call = &session.scenario().request;
    let edit = dispatch.callback(|call: CallSpec| Command::EditRequest(call));

    let choose_caller = {
        let call = call.clone();
        edit.reform(move |key: String| CallSpec {
            caller: caller::from_key(&key),
            without: Vec::new(),
            altered: Vec::new(),
            ..call.clone()
        })
    };
    let choose_action = {
        let (call, session) = (call.clone(), session.clone());
        edit.reform(move |action: String| {
            stash.borrow_mut().extend(call.params.clone());
            let params = fitting(&session, &action, &stash.borrow());
            CallSpec {
                action,
                params,
                ..call.clone()
            }
        })
    };
    let set = {
        let call = call.clone();
        edit.reform(move |changes: Changes| {
            let mut call = call.clone();
            for (name, value) in changes {
                match value {
                    Some(value) => call.params.insert(name.to_owned(), value),
                    None => call.params.remove(name),
                };
            }
            call
        })
    };
    html! {
        <>
            <ChoiceField id="request-caller" label="Caller" value={caller::key(&call.caller)}
                choices={caller::choices(session)} onchange={choose_caller} />
            <ChoiceField id="request-action" label="Action" value={call.action.clone()} choices={action::choices()}
                other="Another action…" onchange={choose_action} />
            { view_parameters(session, &dispatch, &set) }
            { view_presented(call, &edit) }
        </>
    }
}

/// The parameters that an action takes, of all that were ever given.
fn fitting(
    session: &Session,
    action: &str,
    given: &BTreeMap<String, Value>,
) -> BTreeMap<String, Value> {
    let mut fitting = BTreeMap::new();
    let Some(operation) = action::operation(action) else {
        let resources = action::resources(session, action);
        let first = resources.first().map(|choice| Value::from(&*choice.value));
        let named = given.get("Resource").cloned();
        let listed = |value: &Value| {
            resources
                .iter()
                .any(|choice| Some(&*choice.value) == value.as_str())
        };
        let resource = named.clone().filter(listed).or(first).or(named);
        fitting.extend(resource.map(|value| ("Resource".to_owned(), value)));
        return fitting;
    };
    let names = operation.input.iter().map(|member| member.name);
    fitting.extend(names.filter_map(|name| Some((name.to_owned(), given.get(name)?.clone()))));
    fitting
}

/// The fields of the action's parameters.
fn view_parameters(session: &Session, dispatch: &Dispatch, onchange: &Callback<Changes>) -> Html {
    let call = &session.scenario().request;
    let Some(operation) = action::operation(&call.action) else {
        let onchange = onchange.reform(|arn: String| vec![("Resource", Some(Value::from(arn)))]);
        return html! {
            <ChoiceField id="request-Resource" label="Resource" value={params::text(call.params.get("Resource"))}
                choices={action::resources(session, &call.action)} other="Another ARN…" {onchange} />
        };
    };
    let problems = params::problems(&call.action, &call.params);
    let around = Surroundings {
        roles: action::roles(session),
        devices: session
            .devices()
            .iter()
            .map(|face| Choice::new(face.serial.to_string(), face.owner.clone(), ""))
            .collect(),
        faces: faces(session, call),
    };
    let field = |member: &'static Member| {
        let value = call.params.get(member.name);
        let problem = problems.get(member.name).cloned().map(AttrValue::from);
        html! {
            <key={member.name}>{ view_parameter(member, value, problem, &around, dispatch, onchange) }</>
        }
    };
    let given = action::more(operation)
        .filter(|member| call.params.contains_key(member.name))
        .count();
    html! {
        <>
            { for action::first(operation).map(field) }
            if action::more(operation).next().is_some() {
                <MoreFields key={operation.name} {given}>
                    { for action::more(operation).map(field) }
                </MoreFields>
            }
        </>
    }
}

/// Props of [`MoreFields`].
#[derive(Properties, PartialEq)]
struct MoreFieldsProps {
    given: usize,
    children: Html,
}

/// What is seldom given: open at first only if something of it is.
#[component]
fn MoreFields(props: &MoreFieldsProps) -> Html {
    let given = props.given;
    let open = *use_memo((), |()| given > 0);
    html! {
        <details class="more" {open}>
            <summary>
                { "More parameters" }
                if given > 0 { <span class="tag">{ format!("{given} given") }</span> }
            </summary>
            <div class="fields">{ props.children.clone() }</div>
        </details>
    }
}

/// The device that SerialNumber names, otherwise those of the caller.
fn faces(session: &Session, call: &CallSpec) -> Vec<DeviceFace> {
    let serial = params::text(call.params.get("SerialNumber"));
    let code = call
        .params
        .get("TokenCode")
        .and_then(|code| code.get("device")?.as_str());
    let owner = match &call.caller {
        CallerRef::User { name, .. } => name.as_str(),
        _ => "",
    };
    let usable = |face: &DeviceFace| {
        let named = *face.serial == *serial || Some(&*face.serial) == code;
        named || serial.is_empty() && face.owner == owner
    };
    session.devices().into_iter().filter(usable).collect()
}
