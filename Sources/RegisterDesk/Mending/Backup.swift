import Foundation
import RegisterStore
import RiskRegister

/// A verified copy of the register is made while others may write: `baf backup`.
package struct BackupRequest: DeskRequest {
    /// Where no file is.
    package var file: String

    /// A request for a copy.
    package init(_ file: String) { self.file = file }

    package var capabilities: [Capability] { [.import] }

    package func answer(at visit: Visit) throws -> BackupAnswer {
        try visit.asker.requireWhole("a backup")
        return try BackupRefusal.explained {
            BackupAnswer(try visit.store().backup(to: file))
        }
    }
}

/// A copy takes the place of the register, or is only verified: `baf restore`.
package struct RestoreRequest: DeskRequest {
    /// The copy.
    package var file: String
    /// A register that is there goes.
    package var replaces: Bool

    /// A request to restore a copy.
    package init(_ file: String, replaces: Bool = false) {
        self.file = file
        self.replaces = replaces
    }

    package var capabilities: [Capability] { [.import, .withdraw] }

    package func answer(at visit: Visit) throws -> BackupAnswer {
        try visit.asker.requireWhole("a restore")
        try Self.require(file)
        return try BackupRefusal.explained {
            BackupAnswer(
                try RegisterStore.restore(
                    from: file, to: visit.desk.path, replaces: replaces, typing: .desk))
        }
    }
}

extension RestoreRequest {
    /// Says that there is no copy, where a register would be made by an import.
    fileprivate static func require(_ file: String) throws {
        guard FileManager.default.fileExists(atPath: file) else {
            throw DeskFailure(.missing, "there is no copy at \(file)\nCheck the name of the file.")
        }
    }
}

/// A copy is verified where it lies: `baf restore --check`.
package struct CheckBackupRequest: DeskRequest {
    /// The copy.
    package var file: String

    /// A request to verify a copy.
    package init(_ file: String) { self.file = file }

    package var capabilities: [Capability] { [.ask] }

    package func answer(at visit: Visit) throws -> VerifyAnswer {
        try visit.asker.requireWhole("verification")
        try RestoreRequest.require(file)
        return VerifyAnswer(try RegisterStore.check(backup: file, typing: .desk))
    }
}

/// A copy that was made or restored.
package struct BackupAnswer: DeskAnswer {
    /// Its path.
    package var file: String
    /// Its size in bytes.
    package var bytes: Int
    /// Entries of the chain.
    package var entries: Int
    /// The last link of the chain: whoever notes it can prove later that nothing was cut off.
    package var head: String

    package var document: BackupAnswer { self }

    init(_ report: BackupReport) {
        file = report.path
        bytes = report.bytes
        entries = report.verified.entries
        head = report.verified.head
    }
}

extension BackupRefusal {
    /// Does something with copies, and says in words why it is refused.
    fileprivate static func explained<Answer>(_ body: () throws -> Answer) throws -> Answer {
        do {
            return try body()
        } catch let refusal as BackupRefusal {
            throw refusal.failure
        }
    }

    private var failure: DeskFailure {
        switch self {
        case .exists(let path):
            DeskFailure(
                .cannotWrite,
                "\(path) is there already\nNothing was written. Name another file, or to replace a register: --force"
            )
        case .unsound(let path, let problem):
            DeskFailure(
                .refused,
                "\(path) is not sound: \(problem)\nNothing was written. `baf restore --check \(path)` says all of it."
            )
        case .inUse(let path):
            DeskFailure(
                .locked,
                "\(path) is in use: another process has it open\nNothing was written. End it and try again."
            )
        }
    }
}
