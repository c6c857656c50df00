use std::rc::Rc;

use playground::{Command, Scenario, Session, gallery};
use yew::Reducible;

use super::*;

fn start() -> Rc<State> {
    let scenario = gallery::open("cross-account-mfa").expect("the gallery has it");
    Rc::new(State::new(Session::open(scenario).expect("it opens")))
}

fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(start(), Reducible::reduce)
}

#[test]
fn what_changes_nothing_draws_nothing() {
    let state = start();
    for action in [
        Action::Do(Command::Undo),
        Action::ShowDialog(None),
        Action::SetRunning(false),
        Action::Return,
        Action::Forget,
    ] {
        let next = state.clone().reduce(action.clone());
        assert!(Rc::ptr_eq(&state, &next), "{action:?}");
    }
}

#[test]
fn what_is_on_screen_leaves_the_session_alone() {
    let state = start();
    let next = state.clone().reduce(Action::ShowTab(Tab::Wallet));
    assert!(Rc::ptr_eq(&state.session, &next.session));
    assert_eq!(next.edits, state.edits);
}

#[test]
fn ticks_do_not_count_as_edits() {
    let state = after([Action::Do(Command::Tick(1))]);
    assert_eq!(state.edits, 0);
    assert_eq!(state.session.now(), start().session.now().plus(1));
    assert_eq!(after([Action::Do(Command::Advance(60))]).edits, 1);
}

#[test]
fn the_clock_stands_until_there_is_something_to_expire() {
    let denied = after([Action::Do(Command::Run)]);
    assert!(!denied.running);
    let mut call = denied.session.scenario().request.clone();
    call.action = "sts:GetSessionToken".to_owned();
    call.params.clear();
    let issue = [Command::EditRequest(call), Command::Run].map(Action::Do);
    let issued = issue.into_iter().fold(denied, Reducible::reduce);
    assert!(issued.running);
    // Stopped, it stays so: only the first credentials start it.
    let again = [Action::SetRunning(false), Action::Do(Command::Run)];
    let again = again.into_iter().fold(issued, Reducible::reduce);
    assert!(!again.running);
    assert_eq!(again.session.replay().wallet.len(), 2);
}

#[test]
fn opening_keeps_edited_work() {
    let other = Rc::new(
        Session::open(Scenario {
            title: "Other".into(),
            ..gallery::empty("seed")
        })
        .expect("it opens"),
    );
    let fresh = after([Action::Open(other.clone())]);
    assert_eq!(fresh.kept, None, "nothing was edited");
    let edited = after([Action::Do(Command::Advance(60))]);
    let opened = edited.clone().reduce(Action::Open(other));
    assert_eq!(opened.session.scenario().title, "Other");
    let back = opened.reduce(Action::Return);
    assert_eq!(back.session, edited.session);
}

#[test]
fn a_place_in_a_policy_is_shown_with_its_policy() {
    let state = start();
    let address = state.session.policies().pop().expect("there are policies");
    let selection = Selection {
        policy: address.to_string().into(),
        span: Span { start: 0, end: 1 },
    };
    let next = state.reduce(Action::Select(selection.clone()));
    assert_eq!(next.session.scenario().focus.policy, address.to_string());
    assert_eq!(next.view.tab, Tab::Policy);
    assert_eq!(next.view.selected, Some(selection));
}

#[test]
fn the_policy_that_decides_another_request_is_shown() {
    let state = start();
    let mut call = state.session.scenario().request.clone();
    let arn = "arn:aws:iam::222222222222:role/ThirdPartyRole";
    call.params.insert("RoleArn".into(), arn.into());
    let asked = state.reduce(Action::Do(Command::EditRequest(call)));
    let trust = "222222222222/role/ThirdPartyRole/trust";
    assert_eq!(asked.session.scenario().focus.policy, trust);

    // What is typed into a policy may let another policy decide; the one being typed into stays.
    let address: PolicyAddress = trust.parse().expect("an address");
    let text = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}}"#;
    let edit = Command::EditPolicy {
        address,
        text: text.into(),
    };
    let edited = asked.reduce(Action::Do(edit));
    assert_eq!(edited.session.scenario().focus.policy, trust);
}

#[test]
fn the_same_words_told_twice_are_news() {
    let tell = || Action::Tell("Link copied.".into());
    let once = after([tell()]);
    assert_ne!(once.view.told, once.clone().reduce(tell()).view.told);
}
