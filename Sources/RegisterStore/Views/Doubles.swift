import GRDB
import RiskRegister

extension Derivation {
    /// The records of extracts that were rejected because another record has their id, by risk, then line.
    ///
    /// - Parameters:
    ///   - extracts: The extracts.
    ///   - day: The day by whose rules they are judged.
    /// - Returns: The records.
    /// - Throws: `StoreError` when one cannot be read back.
    func doubles(of extracts: [StoredExtract], on day: Day) throws -> [RejectedDouble] {
        var found: [RejectedDouble] = []
        for extract in extracts where extract.summary.balance.rejected > 0 {
            let organisation = extract.summary.organisation
            let assessor = try facts(organisation).assessor(on: day)
            for file in extract.files(.risks) {
                let rows = try Row.fetchAll(
                    db,
                    sql: """
                        SELECT rejected.record, rejected.line, rawRecord.key FROM rejected
                        JOIN rawRecord ON rawRecord.id = rejected.record WHERE rejected.file = ?
                        """, arguments: [file.id])
                for row in rows {
                    let typed = try records.risk(try row.get("record"), file.reading)
                        .held(on: extract.summary.asAt)
                    let raw: String = try row.get("key")
                    let isNamed = !(typed.sourceID ?? "").isEmpty
                    let id = isNamed ? nil : NamelessIdentity.key(of: typed)
                    let outcome = assessor?.outcome(of: typed)
                    found.append(
                        RejectedDouble(
                            key: RiskKey(organisation: organisation, id: id ?? raw.normalID),
                            day: extract.summary.asAt, line: try row.get("line"),
                            score: outcome?.score, routing: outcome?.routing ?? .unroutable))
                }
            }
        }
        return found.sorted { $0.key != $1.key ? $0.key < $1.key : $0.line < $1.line }
    }
}
