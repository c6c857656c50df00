//! The way up: any component can send an [`Action`] to the one reducer.

use std::rc::Rc;

use yew::prelude::*;

use crate::state::{Action, State};

/// Sends actions. It never changes, so this context re-renders nobody.
#[derive(Clone, PartialEq)]
pub struct Dispatch(UseReducerDispatcher<State>);

impl Dispatch {
    /// Around the reducer's own dispatcher.
    pub fn new(dispatcher: UseReducerDispatcher<State>) -> Self {
        Self(dispatcher)
    }

    /// Sends one action.
    pub fn send(&self, action: impl Into<Action>) {
        self.0.dispatch(action.into());
    }

    /// A callback for a button: sends an action at each press.
    pub fn press(&self, action: impl Into<Action>) -> Callback<MouseEvent> {
        self.press_each(Rc::new([action.into()]))
    }

    /// A callback for a button: sends several actions, in order, at each press.
    pub fn press_each(&self, actions: Rc<[Action]>) -> Callback<MouseEvent> {
        let dispatch = self.clone();
        Callback::from(move |_| {
            for action in &*actions {
                dispatch.send(action.clone());
            }
        })
    }

    /// A callback that sends what `action` makes of the event.
    pub fn callback<E: 'static, A: Into<Action>>(
        &self,
        action: impl Fn(E) -> A + 'static,
    ) -> Callback<E> {
        let dispatch = self.clone();
        Callback::from(move |event| dispatch.send(action(event)))
    }
}

/// The dispatcher of the page.
///
/// # Panics
/// Outside of [`crate::app::App`], where no page is drawn.
#[hook]
#[expect(
    clippy::expect_used,
    reason = "every component is drawn inside App, which provides it"
)]
pub fn use_dispatch() -> Dispatch {
    use_context::<Dispatch>().expect("components are drawn inside App")
}
