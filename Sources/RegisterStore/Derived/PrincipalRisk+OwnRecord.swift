import RiskRegister

extension AssuranceFramework.PrincipalRisk {
    /// The line as a record, with the scores of the operational record that it names as its own.
    ///
    /// - Parameters:
    ///   - own: The operational record; nil: the line has its own scores.
    ///   - day: The day: an ending that is still to come has not happened.
    /// - Returns: The record.
    func record(withScoresOf own: RiskRecord?, on day: Day) -> RiskRecord {
        var merged = record
        if let ends = ending?.day, ends > day {
            merged.isClosed = false
            merged.isEndedByBoard = false
        }
        guard let own else { return merged }
        merged.initial = own.initial
        merged.current = own.current
        merged.target = own.target
        return merged
    }
}
