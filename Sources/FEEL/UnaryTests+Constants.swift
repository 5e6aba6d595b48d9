extension UnaryTests {
    /// What each test compares with and how, where all compare with constants; nil otherwise.
    ///
    /// No operator stands for a bare value, list or range. Hosts index and analyse cells by it.
    package var constantTests: [(symbol: ComparisonOperator?, constant: Value)]? {
        var result: [(symbol: ComparisonOperator?, constant: Value)] = []
        for test in tests {
            guard let constant = test.constant else { return nil }
            result.append((test.symbol, constant))
        }
        return result
    }
}

/// The names of FEEL's functions, sorted: what a misspelt name may have meant.
package var builtinFunctionNames: [String] { builtins.keys.sorted() }
