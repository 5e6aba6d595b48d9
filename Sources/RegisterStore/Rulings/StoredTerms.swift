import GRDB
import RiskRegister

extension RulingTerms {
    /// What a row of `rulingTerm` says.
    enum Name: String, CaseIterable {
        case body, needs, authority, minute, recordedBy, under, owner, due, field, ratifies, opening
        case exemption, textSeen
    }

    /// What is said, in the order of the names, as texts.
    var said: [(name: Name, value: String)] {
        Name.allCases.compactMap { name in text(name).map { (name, $0) } }
    }

    private func text(_ name: Name) -> String? {
        switch name {
        case .body: body
        case .needs: needs
        case .authority: authority?.rawValue
        case .minute: minute
        case .recordedBy: recordedBy
        case .under: under
        case .owner: owner
        case .due: due?.description
        case .field: field
        case .ratifies: ratifies.map(String.init)
        case .opening: isOpening ? RulingTerms.yes : nil
        case .exemption: exemption
        case .textSeen: textSeen
        }
    }

    /// Takes what a row says; false when it cannot be read.
    private mutating func take(_ name: Name, _ text: String) -> Bool {
        switch name {
        case .body: body = text
        case .needs: needs = text
        case .authority:
            authority = RulingAuthority(rawValue: text)
            return authority != nil
        case .minute: minute = text
        case .recordedBy: recordedBy = text
        case .under: under = text
        case .owner: owner = text
        case .due:
            due = Day(text)
            return due != nil
        case .field: field = text
        case .ratifies:
            ratifies = Int(text)
            return ratifies != nil
        case .exemption: exemption = text
        case .textSeen: textSeen = text
        case .opening:
            isOpening = text == RulingTerms.yes
            return isOpening
        }
        return true
    }

    /// What a term that is only said or not says.
    private static let yes = "yes"

    /// The terms of all rulings, by the id of the ruling's row.
    static func all(_ db: Database) throws -> [Int64: RulingTerms] {
        var all: [Int64: RulingTerms] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, ruling, name, value FROM rulingTerm") {
            let name: String = try row.get("name")
            let isRead = try Name(rawValue: name).map {
                all[try row.get("ruling"), default: RulingTerms()].take($0, try row.get("value"))
            }
            guard isRead == true else {
                throw StoreError.unreadable(
                    row: "rulingTerm \(try row.get("id") as Int64)",
                    reason: "\(name) is not known here, or its value is not")
            }
        }
        return all
    }
}
