/// A financial year of the NHS, from 1 April to 31 March: "2026-27".
package struct FinancialYear: Hashable, Sendable, CustomStringConvertible {
    /// The calendar year in which it begins.
    package let start: Int
    /// 1 April.
    package let first: Day
    /// 31 March.
    package let last: Day

    /// The year that a text names.
    ///
    ///     FinancialYear("2026-27")?.first   // 2026-04-01
    ///
    /// - Parameter text: "2026-27" or "2026/27", the second part being the year after the first; nil comes
    ///   of any other text.
    package init?(_ text: String) {
        let parts = text.split(whereSeparator: { $0 == "-" || $0 == "/" })
        guard parts.count == 2, parts[0].count == 4, parts[1].count == 2,
            let start = Int(parts[0]), let end = Int(parts[1]), start >= 1900,
            (start + 1) % 100 == end, let first = Day(start, 4, 1),
            let last = Day(start + 1, 3, 31)
        else { return nil }
        (self.start, self.first, self.last) = (start, first, last)
    }

    /// "2026-27".
    package var description: String {
        let end = (start + 1) % 100
        return "\(start)-\(end < 10 ? "0" : "")\(end)"
    }
}
