import GRDB
import RiskRegister

extension Derivation {
    /// The rulings of by a day on risks that no extract of by then holds: they count later.
    ///
    /// - Parameters:
    ///   - organisation: Whose.
    ///   - day: The day.
    /// - Returns: Their sequences; none where nothing is derived to look in.
    /// - Throws: When the register cannot be read.
    func rulingsBeforeSeen(_ organisation: String, on day: Day) throws -> Set<Int> {
        guard truth.rulings.contains(where: { $0.date <= day }), try store.hasDerived(db) else {
            return []
        }
        return try Set(
            Int.fetchAll(
                db,
                sql: """
                    SELECT ruling.entry FROM ruling
                    JOIN risk ON risk.organisation = ruling.organisation
                        AND risk.level = CASE ruling.level WHEN ? THEN ? ELSE ? END
                        AND risk.key = ruling.risk
                    WHERE ruling.organisation = ? AND ruling.date <= ? AND NOT EXISTS
                        (SELECT 1 FROM point WHERE point.risk = risk.id AND point.day <= ?)
                    """,
                arguments: [
                    RiskLevel.principal.rawValue, RiskLevel.principal.code,
                    RiskLevel.operational.code, organisation, day.description, day.number,
                ]))
    }
}
