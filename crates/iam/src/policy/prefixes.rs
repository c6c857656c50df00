//! A tree of texts, to find all those that another text begins with.

use crate::pattern::Beginning;

/// Values by what a text is, or begins with: a radix tree.
///
/// Looking a text up takes time in its length, however many values there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prefixes<T> {
    root: Node<T>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Node<T> {
    /// What a text has here, after what its parents have.
    edge: Box<[u8]>,
    /// For every text that has come this far.
    beginning: Option<T>,
    /// For the text that ends here.
    whole: Option<T>,
    /// The first byte of each child's edge, in order.
    firsts: Box<[u8]>,
    children: Box<[Self]>,
}

impl<T> Prefixes<T> {
    /// From entries in order, each once.
    pub(super) fn new(entries: Vec<(Beginning, T)>) -> Self {
        let mut entries: Vec<_> = entries
            .into_iter()
            .map(|(key, value)| (key, Some(value)))
            .collect();
        Self {
            root: Node::new(&mut entries, 0, 0),
        }
    }

    /// Hands over the value of every entry that the text is or begins with.
    pub(super) fn of<'a>(&'a self, text: &str, mut each: impl FnMut(&'a T)) {
        let mut node = &self.root;
        let mut rest = text.as_bytes();
        loop {
            if let Some(value) = &node.beginning {
                each(value);
            }
            let Some(first) = rest.first() else {
                if let Some(value) = &node.whole {
                    each(value);
                }
                return;
            };
            let child = node.firsts.iter().position(|found| found == first);
            let Some(child) = child.and_then(|at| node.children.get(at)) else {
                return;
            };
            let Some(behind) = rest.strip_prefix(&*child.edge) else {
                return;
            };
            (node, rest) = (child, behind);
        }
    }
}

impl<T> Node<T> {
    /// From entries in order whose texts are the same up to `to`; the node's edge begins at `from`.
    fn new(entries: &mut [(Beginning, Option<T>)], from: usize, to: usize) -> Self {
        let edge = entries
            .first()
            .and_then(|(key, _)| bytes(key).get(from..to));
        let edge = edge.unwrap_or_default().into();
        let (mut beginning, mut whole) = (None, None);
        let mut rest = entries;
        while let [(key, value), ..] = rest
            && key.text.len() == to
        {
            let value = value.take();
            match key.whole {
                true => whole = value,
                false => beginning = value,
            }
            rest = rest.get_mut(1..).unwrap_or_default();
        }
        let (mut firsts, mut children) = (Vec::new(), Vec::new());
        while let Some(first) = rest
            .first()
            .and_then(|(key, _)| bytes(key).get(to).copied())
        {
            let count = rest.partition_point(|(key, _)| bytes(key).get(to) <= Some(&first));
            let (group, behind) = rest.split_at_mut(count);
            firsts.push(first);
            children.push(Self::new(group, to, shared(group)));
            rest = behind;
        }
        Self {
            edge,
            beginning,
            whole,
            firsts: firsts.into(),
            children: children.into(),
        }
    }
}

fn bytes(key: &Beginning) -> &[u8] {
    key.text.as_bytes()
}

/// How many bytes all texts of a group in order have in common: those that the first and the last have.
fn shared<T>(group: &[(Beginning, T)]) -> usize {
    match group {
        [(first, _), .., (last, _)] => {
            let same = bytes(first).iter().zip(bytes(last));
            same.take_while(|(a, b)| a == b).count()
        }
        [(only, _)] => only.text.len(),
        [] => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tree(mut keys: Vec<Beginning>) -> Prefixes<Beginning> {
        keys.sort();
        keys.dedup();
        Prefixes::new(keys.into_iter().map(|key| (key.clone(), key)).collect())
    }

    fn found(tree: &Prefixes<Beginning>, text: &str) -> Vec<Beginning> {
        let mut found = Vec::new();
        tree.of(text, |key| found.push(key.clone()));
        found.sort();
        found
    }

    fn key(text: &str, whole: bool) -> Beginning {
        Beginning {
            text: text.into(),
            whole,
        }
    }

    #[test]
    fn a_whole_text_is_found_by_itself_only() {
        let role = [key("sts:", false), key("sts:assumerole", true)];
        let tree_of = |more: &[Beginning]| tree(role.iter().chain(more).cloned().collect());
        for tree in [tree_of(&[]), tree_of(&[key("s3:", false)])] {
            assert_eq!(found(&tree, "sts:assumerole"), role);
            assert_eq!(found(&tree, "sts:assumerolewithsaml"), role[..1]);
            assert_eq!(found(&tree, "sts"), []);
            assert_eq!(found(&tree, "STS:assumerole"), []);
        }
        assert_eq!(found(&tree(vec![]), "sts:"), []);
        assert_eq!(found(&tree(vec![key("", false)]), "sts:"), [key("", false)]);
    }

    proptest! {
        #[test]
        fn the_tree_finds_what_a_walk_finds(
            keys in prop::collection::vec(("[ab\u{e9}]{0,6}", any::<bool>()), 0..12),
            text in "[ab\u{e9}]{0,8}",
        ) {
            let keys: Vec<_> = keys.into_iter().map(|(text, whole)| key(&text, whole)).collect();
            let fits = |key: &&Beginning| match key.whole {
                true => key.text == text,
                false => text.starts_with(&key.text),
            };
            let mut expected: Vec<_> = keys.iter().filter(fits).cloned().collect();
            expected.sort();
            expected.dedup();
            prop_assert_eq!(found(&tree(keys), &text), expected);
        }
    }
}
