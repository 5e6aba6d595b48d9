/// Which column of data is for which input: by the same name, else by one that differs in case and space only.
///
///     let matcher = HeadMatcher(inputs: ["printed score", "score"])
///     matcher.input(named: "Printed Score")   // 0
package struct HeadMatcher: Sendable {
    private let exact: [String: Int]
    /// Names without case and space that only one input has.
    private let unspaced: [String: Int]

    /// Makes a matcher for inputs by name.
    package init(inputs: [String]) {
        var exact: [String: Int] = [:]
        var unspaced: [String: [Int]] = [:]
        for (index, name) in inputs.enumerated() {
            exact[name] = exact[name] ?? index
            unspaced[HeadMatcher.unspaced(name), default: []].append(index)
        }
        self.exact = exact
        self.unspaced = unspaced.compactMapValues { $0.count == 1 ? $0[0] : nil }
    }

    /// The input that a head names; nil when none, or more than one, would be meant.
    package func input(named head: String) -> Int? {
        exact[head] ?? unspaced[HeadMatcher.unspaced(head)]
    }

    /// Without case and white space: "Printed Score" and "printedscore" are one, "printed_score" is another.
    private static func unspaced(_ name: String) -> String {
        name.lowercased().filter { !$0.isWhitespace }
    }
}
