/// The known word that a mistaken one most likely means; nil when none is near.
///
/// Near is one slip in three letters: a letter wrong, missing, doubled or swapped. Of equally near
/// words the first is given, so that a message never changes.
package func nearest(_ word: String, _ known: [String]) -> String? {
    let folded = Array(word.lowercased())
    var best: (word: String, distance: Int)?
    for candidate in known {
        let distance = editDistance(folded, Array(candidate.lowercased()))
        if distance <= max(1, min(folded.count, candidate.count) / 3),
            distance < best?.distance ?? Int.max
        {
            best = (candidate, distance)
        }
    }
    return best?.word
}

/// Damerau and Levenshtein's distance, in its restricted form.
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
