import ArgumentParser
import Foundation
import RegisterDesk

extension DeskFailure {
    /// The exit code of its meaning: sysexits, so that scripts can tell what kind of failure it was.
    var exitCode: Int32 {
        switch meaning {
        case .usage: 64
        case .refused, .stale: 65
        case .missing: 66
        case .unexpected: 70
        case .cannotWrite: 73
        case .inputOutput: 74
        case .locked: 75
        case .forbidden: 77
        }
    }

    /// Prints the message on standard error and gives the exit code to throw.
    func report() -> ExitCode {
        var text = message
        if !text.contains(": error: ") { text = "error: " + text }
        Output.note(text)
        return ExitCode(exitCode)
    }
}

/// Runs a command's body, and turns whatever it throws into lines on standard error and an exit code.
func reporting(_ body: () throws -> Void) throws {
    do {
        try body()
    } catch let exit as ExitCode {
        throw exit
    } catch let validation as ValidationError {
        throw validation
    } catch {
        throw DeskFailure(explaining: error).report()
    }
}

extension DeskRequest {
    /// The answer of the register that the options name, to whoever runs the program.
    func answered(_ common: CommonOptions) throws(DeskFailure) -> Answer {
        try answered(register: common.registerPath)
    }

    /// The answer of a register; what looks at files only asks none.
    func answered(register path: String = "register.sqlite") throws(DeskFailure) -> Answer {
        try Desk(register: path, software: Software.name)
            .answer(self, for: .commandLine, now: Surroundings.now)
    }
}
