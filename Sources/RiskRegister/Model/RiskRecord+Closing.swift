extension RiskRecord {
    /// Its closing day lies after a day, so that on that day it closes nothing.
    package func closesAfter(_ day: Day) -> Bool {
        guard isClosed, let closed else { return false }
        return closed.earliest > day
    }

    /// The record as an extract of a day holds it: where its closing day is yet to come, as open.
    package func held(on day: Day) -> RiskRecord { closesAfter(day) ? notYetClosed : self }

    /// The record as open, with the finding that its closing day is yet to come.
    package var notYetClosed: RiskRecord {
        guard isClosed else { return self }
        var record = self
        record.isClosed = false
        let day = closed?.description ?? "that"
        record.findings.append(
            Finding(
                code: RD10ClosesLater.check.code, severity: RD10ClosesLater.check.severity,
                subject: .risk(RiskKey(organisation: "", id: sourceID ?? "?")),
                message: "the closing date \(day) lies after the day of the extract: still open",
                advice: RD10ClosesLater.check.advice, field: MappedField.closed.rawValue))
        return record
    }

    /// The record as closed on a day, as people answered for an export that no longer holds it.
    package func closed(on day: Day) -> RiskRecord {
        var record = self
        record.isClosed = true
        record.closed = .day(day)
        return record
    }
}
