//! Header: the scenario, undo and redo, sharing, help, colours.

use std::rc::Rc;

use playground::{Command, Session};
use yew::prelude::*;

use crate::components::icon::{Glyph, view_icon};
use crate::dispatch::use_dispatch;
use crate::hooks::use_theme::name;
use crate::state::{Action, Dialog, Theme};

/// Props of [`Header`].
#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// World, tape and clock.
    pub session: Rc<Session>,
    /// Colours in use.
    pub theme: Theme,
}

/// The header.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let dispatch = use_dispatch();
    let HeaderProps { session, theme } = props;
    let (next, glyph) = match theme {
        Theme::Auto => (Theme::Light, Glyph::Contrast),
        Theme::Light => (Theme::Dark, Glyph::Sun),
        Theme::Dark => (Theme::Auto, Glyph::Moon),
    };
    let theme_label = format!("Colours: {}; change to {}", name(*theme), name(next));
    let title = match &*session.scenario().title {
        "" => "Untitled",
        title => title,
    };
    let open_link = Dialog::OpenLink {
        text: AttrValue::default(),
        problem: None,
    };
    let icon = |glyph: Glyph, label: &'static str, action: Action, enabled: bool| {
        html! {
            <button type="button" class="icon-button quiet" aria-label={label} title={label}
                aria-disabled={(!enabled).then_some("true")} onclick={dispatch.press(action)}>{ view_icon(glyph) }</button>
        }
    };
    html! {
        <header class="header">
            <h1>{ "STS" }<span>{ " playground" }</span></h1>
            <button type="button" class="scenario" aria-haspopup="dialog" onclick={dispatch.press(Action::ShowDialog(Some(Dialog::Gallery)))}>
                <span class="visually-hidden">{ "Scenario: " }</span>
                <span class="title">{ title.to_owned() }</span>
                { view_icon(Glyph::ChevronDown) }
            </button>
            if session.is_edited() {
                <span class="edited" title="Differs from the scenario as it was opened">{ "edited" }</span>
            }
            <nav aria-label="Tools">
                // On a phone these are behind the menu button; elsewhere they stand here.
                <div id="tools" class="tools" popover="auto">
                    { icon(Glyph::Undo, "Undo", Command::Undo.into(), session.can_undo()) }
                    { icon(Glyph::Redo, "Redo", Command::Redo.into(), session.can_redo()) }
                    { icon(Glyph::Reset, "Reset to the scenario as opened", Command::Reset.into(), session.is_edited()) }
                    <button type="button" class="quiet" aria-haspopup="dialog" onclick={dispatch.press(Action::ShowDialog(Some(open_link)))}>
                        { "Open link" }
                    </button>
                    { icon(Glyph::Help, "Help and keys", Action::ShowDialog(Some(Dialog::Help)), true) }
                    <button type="button" class="icon-button quiet" aria-label={theme_label.clone()} title={theme_label}
                        onclick={dispatch.press(Action::SetTheme(next))}>{ view_icon(glyph) }</button>
                </div>
                <button type="button" aria-haspopup="dialog" onclick={dispatch.press(Action::ShowDialog(Some(Dialog::Share)))}>
                    { view_icon(Glyph::Link) }{ "Share" }
                </button>
                <button type="button" class="icon-button menu-button" popovertarget="tools" aria-label="Menu">
                    { view_icon(Glyph::Menu) }
                </button>
            </nav>
        </header>
    }
}
