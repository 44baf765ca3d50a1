//! Circles in a graph of dependencies.

/// The edges that close a circle, found by one walk in depth; `edges[a]` lists what `a` waits for.
pub fn back_edges(edges: &[Vec<usize>]) -> Vec<(usize, usize)> {
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
            match seen[to] {
                Seen::Not => {
                    seen[to] = Seen::OnPath;
                    path.push((to, 0));
                }
                Seen::OnPath => found.push((*node, to)),
                Seen::Done => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::back_edges;

    #[test]
    fn each_circle_is_found_once() {
        assert_eq!(back_edges(&[vec![1], vec![2], vec![0]]), [(2, 0)]);
        assert_eq!(back_edges(&[vec![0]]), [(0, 0)]);
        assert_eq!(back_edges(&[vec![1, 2], vec![2], vec![]]), []);
        assert_eq!(back_edges(&[vec![], vec![2], vec![1]]), [(2, 1)]);
    }
}
