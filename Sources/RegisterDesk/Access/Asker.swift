package import RiskRegister

/// Who asks: what a request may do, and of which risks it may know.
package struct Asker: Hashable, Sendable {
    /// What the asker may do.
    package enum Powers: Hashable, Sendable {
        /// Everything: whoever has the register's file in hand, as on the command line.
        case everything
        /// What these roles may.
        case roles(Set<DeskRole>)
    }

    /// The person's name.
    package var name: String
    /// The account; nil where there are none.
    package var account: String?
    /// What the asker may do.
    package var powers: Powers
    /// What the asker may know.
    package var scope: AskerScope

    /// Somebody who asks.
    package init(
        name: String, account: String? = nil, powers: Powers, scope: AskerScope = .everything
    ) {
        self.name = name
        self.account = account
        self.powers = powers
        self.scope = scope
    }

    /// Whoever runs the program beside the register's file.
    package static let commandLine = Asker(name: "command line", powers: .everything)

    /// The asker has the capability.
    package func may(_ capability: Capability) -> Bool {
        switch powers {
        case .everything: true
        case .roles(let roles): capability.roles.contains(where: roles.contains)
        }
    }

    /// Refuses what the asker may not do, naming the capability and who has it.
    func require(_ capability: Capability) throws(DeskFailure) {
        guard !may(capability) else { return }
        let having = capability.roles.map(\.rawValue).joined(separator: ", ")
        throw DeskFailure(
            .forbidden, "\(name) may not \(capability.rawValue): that is for \(having)")
    }

    /// Refuses what tells of a whole organisation to somebody who may know only a part of it.
    ///
    /// - Parameter what: What was asked for ("a whole paper"), as a clause begins.
    /// - Throws: `DeskFailure` that means forbidden.
    func requireWhole(_ what: String) throws(DeskFailure) {
        guard scope.directorates != nil else { return }
        throw DeskFailure(
            .forbidden,
            "\(what) tells of every directorate, and \(name) may know only of some; ask for their risks"
        )
    }
}

/// The part of a register that somebody may know of; nil stands for all of it.
package struct AskerScope: Hashable, Sendable {
    /// The organisations.
    package var organisations: Set<String>?
    /// The directorates, compared without case; principal risks are the whole organisation's.
    package var directorates: Set<String>?

    /// A part of a register.
    package init(organisations: Set<String>? = nil, directorates: Set<String>? = nil) {
        self.organisations = organisations
        self.directorates = directorates.map { Set($0.map(\.folded)) }
    }

    /// All of it.
    package static let everything = AskerScope()

    /// It leaves nothing out.
    package var isEverything: Bool { organisations == nil && directorates == nil }
}

/// The moment of a request: the machine's clock, or SOURCE_DATE_EPOCH's.
package struct Now: Hashable, Sendable {
    /// The instant, ISO 8601 UTC in seconds, as the register writes it.
    package var instant: String
    /// The local day.
    package var day: Day

    /// A moment.
    package init(instant: String, day: Day) {
        self.instant = instant
        self.day = day
    }
}
