/// Which column of data is for which input: by the same name, else by one that differs in case and space only.
///
///     let matcher = HeadMatcher(inputs: ["printed score", "score"])
///     matcher.input(named: "Printed Score")   // 0
package struct HeadMatcher: Sendable {
    private let exact: [String: Int]
    /// Folded names that only one input has.
    private let folded: [String: Int]

    /// Makes a matcher for inputs by name.
    package init(inputs: [String]) {
        var exact: [String: Int] = [:]
        var folded: [String: [Int]] = [:]
        for (index, name) in inputs.enumerated() {
            exact[name] = exact[name] ?? index
            folded[HeadMatcher.fold(name), default: []].append(index)
        }
        self.exact = exact
        self.folded = folded.compactMapValues { $0.count == 1 ? $0[0] : nil }
    }

    /// The input that a head names; nil when none, or more than one, would be meant.
    package func input(named head: String) -> Int? {
        exact[head] ?? folded[HeadMatcher.fold(head)]
    }

    private static func fold(_ name: String) -> String {
        name.lowercased().filter { !$0.isWhitespace }
    }
}
