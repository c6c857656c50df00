//! Scenario, session, share link and the wording of explanations.
