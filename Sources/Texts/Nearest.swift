/// The known word that a mistaken one most likely means; nil when none is near.
///
///     nearest("thershold", ["score", "threshold"])   // "threshold"
///
/// Near is one slip in three letters: a letter wrong, missing, doubled or swapped. Of equally near
/// words the first is given, so that a message never changes.
///
/// - Parameters:
///   - word: The mistaken word.
///   - known: The words that could be meant.
///   - folded: What of a word counts; its case does not, unless something else is given.
/// - Returns: The nearest of them, as it is known.
package func nearest(
    _ word: String, _ known: [String],
    comparing folded: (String) -> String = { $0.lowercased() }
) -> String? {
    let wanted = Array(folded(word))
    guard !wanted.isEmpty else { return nil }
    var best: (word: String, distance: Int)?
    for candidate in known {
        let letters = Array(folded(candidate))
        let slips = max(1, min(wanted.count, letters.count) / 3)
        // Each slip makes a word longer or shorter by one letter at most.
        guard abs(letters.count - wanted.count) <= slips else { continue }
        let distance = editDistance(wanted, letters)
        if distance <= slips, distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    return best?.word
}

/// Damerau and Levenshtein's distance, in its restricted form; words of over 200 letters are far from all.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    guard left.count <= 200, right.count <= 200 else { return Int.max }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
        var current = [i + 1]
        for j in right.indices {
            var cost = min(
                last[j] + (left[i] == right[j] ? 0 : 1), last[j + 1] + 1, current[j] + 1)
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                cost = min(cost, beforeLast[j - 1] + 1)
            }
            current.append(cost)
        }
        beforeLast = last
        last = current
    }
    return last[right.count]
}
