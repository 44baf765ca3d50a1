//! Circles in a graph of dependencies.

/// The edges that close a circle, found by one walk in depth: who waits, and which of its dependencies it is.
/// `edges[a]` lists what `a` waits for; `None` for a name that is unknown.
pub fn back_edges(edges: &[Vec<Option<usize>>]) -> Vec<(usize, usize)> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        Not,
        OnPath,
        Done,
    }
    let mut seen = vec![Seen::Not; edges.len()];
    let mut found = Vec::new();
    for start in 0..edges.len() {
        if seen[start] != Seen::Not {
            continue;
        }
        seen[start] = Seen::OnPath;
        let mut path = vec![(start, 0)];
        while let Some((node, next)) = path.last_mut() {
            let Some(&to) = edges[*node].get(*next) else {
                seen[*node] = Seen::Done;
                path.pop();
                continue;
            };
            *next += 1;
            let Some(to) = to else { continue };
            match seen[to] {
                Seen::Not => {
                    seen[to] = Seen::OnPath;
                    path.push((to, 0));
                }
                Seen::OnPath => found.push((*node, *next - 1)),
                Seen::Done => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::back_edges;

    fn found(edges: &[&[usize]]) -> Vec<(usize, usize)> {
        let edges: Vec<Vec<_>> = edges.iter().map(|list| list.iter().copied().map(Some).collect()).collect();
        back_edges(&edges)
    }

    #[test]
    fn each_circle_is_found_once() {
        assert_eq!(found(&[&[1], &[2], &[0]]), [(2, 0)]);
        assert_eq!(found(&[&[0]]), [(0, 0)]);
        assert_eq!(found(&[&[1, 2], &[2], &[]]), []);
        assert_eq!(found(&[&[], &[0, 2], &[1]]), [(2, 0)]);
        assert_eq!(found(&[&[1], &[2, 0], &[]]), [(1, 1)]);
    }
}
