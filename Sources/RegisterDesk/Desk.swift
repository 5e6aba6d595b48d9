import RegisterStore
import Synchronization

/// Everything that people can ask of a register, import, rule and issue, as typed requests and answers.
///
/// The command line and the browser are faces of it: they turn words into requests and answers into
/// lines or pages, and decide nothing. A desk may stay open for long and be asked by many at once; it
/// opens the register when it is first needed, and reads no clock and no environment.
///
///     let desk = Desk(register: "register.sqlite", software: "baf 0.1.0")
///     let answer = try desk.answer(RisksRequest(register: "HLRR"), for: .commandLine, now: now)
package final class Desk: Sendable {
    /// The path of the register's file.
    package let path: String
    /// The software as the register keeps it ("baf 0.1.0").
    package let software: String

    let cache = ViewCache()
    let answers = AnswerCache()
    private let opened = Mutex<RegisterStore?>(nil)

    /// A desk over a register that need not exist yet.
    package init(register path: String, software: String) {
        self.path = path
        self.software = software
    }

    /// Answers a request, or says why not.
    ///
    /// - Parameters:
    ///   - request: What is asked for.
    ///   - asker: Who asks.
    ///   - now: The moment of asking.
    /// - Returns: The answer.
    /// - Throws: `DeskFailure`, whatever went wrong below; nothing was changed then.
    package func answer<Request: DeskRequest>(
        _ request: Request, for asker: Asker, now: Now
    ) throws(DeskFailure) -> Request.Answer {
        for capability in request.capabilities { try asker.require(capability) }
        do {
            return try request.answer(at: Visit(desk: self, asker: asker, now: now))
        } catch {
            throw DeskFailure(explaining: error)
        }
    }

    /// The register, which must exist; it stays open for the next request.
    func store() throws -> RegisterStore {
        try opened.withLock { opened in
            if let opened { return opened }
            let store = try RegisterStore(path: path, mode: .existing, typing: .desk)
            opened = store
            return store
        }
    }

    /// How often views were made of the register, and how often one was at hand.
    package var viewCounts: (made: Int, reused: Int) { cache.counts }
}

/// Something that can be asked of a desk.
///
/// A request is a file of its own: what is asked, what the asker must be allowed, how the answer is
/// found, and the answer's type.
package protocol DeskRequest: Sendable {
    /// What comes back.
    associatedtype Answer: Sendable

    /// What the asker must be allowed to do.
    var capabilities: [Capability] { get }

    /// Finds the answer.
    ///
    /// - Parameter visit: The desk, who asks, and when.
    /// - Returns: The answer.
    /// - Throws: Whatever stands in the way; the desk says it in words.
    func answer(at visit: Visit) throws -> Answer
}

/// One request's time at the desk: who asks, and when.
package struct Visit: Sendable {
    let desk: Desk
    let asker: Asker
    let now: Now

    /// The register, which must exist.
    func store() throws -> RegisterStore { try desk.store() }
}
